import './zod-setup.ts'
import './panel.css'
import { I18nProvider } from '@lingui/react'
import { i18n } from '@lingui/core'
import { QueryClientProvider, MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { StrictMode, useEffect, useLayoutEffect, useState, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { Router } from 'wouter'
import type { Registration } from '#contract/panel.ts'
import { BASE_PATH } from './base-path.ts'
import { App } from './app.tsx'
import { chosenLanguage, activateLocale } from './language.ts'
import { watchTranslation } from './shell/translation/translated.ts'
import { NoGateway, GatewayRefusal } from './call.ts'
import { takeInput } from './first-screen-input.ts'
import { takePageStart } from './page-start.ts'
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
  createRoot(root).render(
    <StrictMode>
      <TakeOver root={root} registration={registration}>
        <I18nProvider i18n={i18n}>
          <QueryClientProvider client={client}>
            <Router base={BASE_PATH}>
              <App />
            </Router>
          </QueryClientProvider>
        </I18nProvider>
      </TakeOver>
    </StrictMode>,
  )
}

type Before = { root: Element; registration: Registration | null; children: ReactNode }

/**
 * Takes the place of what the gateway drew. React renders and shows the whole page in one task, so that nothing can be typed between
 * the moment at which the box is read here and its end. `flushSync` would do the effects of all parts in that task as well.
 */
function TakeOver({ root, registration, children }: Before) {
  const [input] = useState(() => takeInput(root, registration))
  useLayoutEffect(() => {
    delete document.documentElement.dataset['kept']
    input.focus()
  }, [input])
  // once the effects of all parts are done
  useEffect(() => input.press(), [input])
  return children
}

// no top-level await: chunks that import this one would wait for it, and it for them;
// and a page in English rather than none where the catalogue cannot be had
void activateLocale(chosenLanguage())
  .catch(() => activateLocale('en'))
  .then(start)
