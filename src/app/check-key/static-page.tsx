import '../../../public/before-paint.js'
import '../panel.css'
import './check-key.css'
import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { useLingui } from '@lingui/react/macro'
import { StrictMode, useEffect } from 'react'
import { createRoot } from 'react-dom/client'
import { activateLocale, chosenLanguage } from '../language.ts'
import { Brand } from '../shell/brand.tsx'
import { LanguageSelect } from '../shell/language-select.tsx'
import { ThemeChoice } from '../shell/theme-choice.tsx'
import { watchTranslation } from '../shell/translation/translated.ts'
import { CheckKeyCard } from './check-key-card.tsx'

/** The page for any file server: `vite build --mode check-key` leaves it, with all that it needs, in dist/check-key. */
function StaticPage() {
  const { t } = useLingui()
  const title = t`Check a key`
  useEffect(() => {
    document.title = `${title} · Latchkey`
  }, [title])
  return (
    <>
      <header className="lk-top">
        <Brand />
        <div className="lk-top-tools">
          <LanguageSelect />
          <ThemeChoice />
        </div>
      </header>
      <main className="lk-content lk-alone">
        <CheckKeyCard />
      </main>
    </>
  )
}

function startAlone() {
  const root = document.querySelector('#root')
  if (root === null) throw new Error('index.html has no #root')
  watchTranslation()
  createRoot(root).render(
    <StrictMode>
      <I18nProvider i18n={i18n}>
        <StaticPage />
      </I18nProvider>
    </StrictMode>,
  )
}

void activateLocale(chosenLanguage()).then(startAlone)
