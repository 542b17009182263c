import './zod-setup.ts'
import './panel.css'
import { I18nProvider } from '@lingui/react'
import { i18n } from '@lingui/core'
import { QueryClientProvider, MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { Router } from 'wouter'
import { BASE_PATH } from './base-path.ts'
import { App } from './app.tsx'
import { chosenLanguage, activateLocale } from './language.ts'
import { watchTranslation } from './shell/translation/translated.ts'
import { NoGateway, GatewayRefusal } from './call.ts'
import { takePageStart } from './page-start.ts'
import { takeTypedText } from './typed-text.ts'
import { preloadRegistration } from './registration/registration-card.tsx'
import { followOtherWindows } from './shared/other-windows.ts'
import { sessionQuery } from './shared/queries/session.ts'
import { gatewayAnswered } from './ui/lazy-with-retry.ts'

/** Decides in one place what is retried, and what a refused session leads to: the sign-in card, on any page. */
function createPanelClient(): QueryClient {
  const onError = (error: Error) => {
    if (error instanceof GatewayRefusal && error.code === 'sign-in-required')
      client.setQueryData(sessionQuery.queryKey, null)
  }
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError, onSuccess: gatewayAnswered }),
    mutationCache: new MutationCache({ onError, onSuccess: gatewayAnswered }),
    defaultOptions: {
      queries: {
        // a refusal stays a refusal; only no answer is worth a retry
        retry: (failures, error) => error instanceof NoGateway && failures < 2,
        retryDelay: (failures) => 500 * 2 ** failures,
        staleTime: 10_000,
        // the gateway is on this side of the network: `navigator.onLine` says nothing about it
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  })
  followOtherWindows(client)
  return client
}

async function start() {
  const root = document.querySelector('#root')
  if (root === null) throw new Error('index.html has no #root')
  watchTranslation()
  const client = createPanelClient()
  const registration = takePageStart(client)
  if (registration) await preloadRegistration(registration)
  const restoreFocus = takeTypedText(root, registration)
  // at once, so that nothing is typed in between
  flushSync(() =>
    createRoot(root).render(
      <StrictMode>
        <I18nProvider i18n={i18n}>
          <QueryClientProvider client={client}>
            <Router base={BASE_PATH}>
              <App />
            </Router>
          </QueryClientProvider>
        </I18nProvider>
      </StrictMode>,
    ),
  )
  delete document.documentElement.dataset['kept']
  restoreFocus()
}

// no top-level await: chunks that import this one would wait for it, and it for them;
// and a page in English rather than none where the catalogue cannot be had
void activateLocale(chosenLanguage())
  .catch(() => activateLocale('en'))
  .then(start)
