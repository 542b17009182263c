import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { Session } from '#contract/panel.ts'
import { sessionQuery, useIsConsoleAllowed } from './session.ts'

const Shown = () => (useIsConsoleAllowed() ? 'allowed' : 'not allowed')
const signedIn = (consoleAllowed: boolean): Session => ({
  role: 'admin',
  name: null,
  expiresAt: '2030-01-01T00:00:00.000Z',
  consoleAllowed,
})

test.each<[string, Session | null | undefined, string]>([
  ['the session allows it', signedIn(true), 'allowed'],
  ['the session does not', signedIn(false), 'not allowed'],
  ['nobody is signed in', null, 'not allowed'],
  ['the session is not known yet', undefined, 'not allowed'],
])('whether a console may be used: %s', (_, session, shown) => {
  const client = new QueryClient()
  if (session !== undefined) client.setQueryData(sessionQuery.queryKey, session)
  const page = renderToStaticMarkup(
    <QueryClientProvider client={client}>
      <Shown />
    </QueryClientProvider>,
  )
  expect(page).toBe(shown)
})
