import './zod-setup.ts'
import './panel.css'
import { I18nProvider } from '@lingui/react'
import { i18n } from '@lingui/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { chosenLanguage, activateLocale } from './language.ts'
import { watchTranslation } from './shell/translation/translated.ts'
import { createPanelClient } from './query-client.ts'

function start() {
  const root = document.querySelector('#root')
  if (root === null) throw new Error('index.html has no #root')
  watchTranslation()
  createRoot(root).render(
    <StrictMode>
      <I18nProvider i18n={i18n}>
        <QueryClientProvider client={createPanelClient()}>
          <App />
        </QueryClientProvider>
      </I18nProvider>
    </StrictMode>,
  )
}

// no top-level await: chunks that import this one would wait for it, and it for them;
// and a page in English rather than none where the catalogue cannot be had
void activateLocale(chosenLanguage())
  .catch(() => activateLocale('en'))
  .then(start)
