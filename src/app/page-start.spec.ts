import { QueryClient } from '@tanstack/react-query'
import { afterEach, expect, test, vi } from 'vitest'
import { takePageStart } from './page-start.ts'
import { sessionQuery } from './shared/queries/session.ts'

afterEach(() => vi.unstubAllGlobals())

const START = { signIn: 'abc', session: { role: 'viewer' }, instances: null, registration: null }

test.each([
  ['http:', 'latchkey-page=abc', true],
  ['http:', 'other=1; latchkey-page=abc; more=2', true],
  ['http:', 'latchkey-page=abcd', false],
  ['http:', '__Host-latchkey-page=abc', false],
  ['http:', '', false],
  ['https:', '__Host-latchkey-page=abc', true],
  ['https:', 'latchkey-page=abc', false],
  ['https:', 'latchkey-page=abc; __Host-latchkey-page=another', false],
  ['https:', '__Secure-latchkey-page=abc', false],
])('over %s, with the cookies "%s", what came with the page is taken over: %s', (protocol, cookie, isTaken) => {
  const element = { textContent: JSON.stringify(START), remove: () => {} }
  vi.stubGlobal('location', { protocol })
  vi.stubGlobal('document', { cookie, querySelector: () => element })
  const client = new QueryClient()
  takePageStart(client)
  expect(client.getQueryData(sessionQuery.queryKey)).toEqual(isTaken ? START.session : undefined)
})
