import './together.css'
import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query'
import { createRoot, type Root } from 'react-dom/client'
import { SharingView } from './sharing-view.tsx'

let root: Root | null = null

/** Above the page and apart from it: no page is heavier for it, and what it says is never sent. */
function render(client: QueryClient, isAsking: boolean): void {
  if (root === null) {
    const place = document.createElement('div')
    place.className = 'lk-sharing-place'
    document.body.prepend(place)
    root = createRoot(place)
  }
  root.render(
    <I18nProvider i18n={i18n}>
      <QueryClientProvider client={client}>
        <SharingView isAsking={isAsking} onAnswered={() => render(client, false)} />
      </QueryClientProvider>
    </I18nProvider>,
  )
}

/** Shows that the page is shown, while it is. */
export const followSharing = (client: QueryClient): void => {
  if (root === null) render(client, false)
}

/** Asks for how long the page is to be shown. */
export const askToShare = (client: QueryClient): void => render(client, true)
