import { expect, test } from 'vitest'
import { TestGateway } from '../testing/gateway.ts'
import { createApp } from './app.ts'
import type { RequestLine } from './request-lines.ts'

test('the log has what was to be changed, by whom and how it ended, and no address that was asked for', async () => {
  const panel = await TestGateway.open()
  const lines: RequestLine[] = []
  const app = createApp({ ...panel.gateway, logRequest: (line) => void lines.push({ ...line, ms: 0 }) }, null)
  const send = (method: string, path: string, cookie = panel.cookie) =>
    app.request(path, { method, headers: { cookie, 'x-requested-with': 'test' } })
  await send('GET', '/api/instances')
  await send('GET', '/api/calendar.ics?token=canary', '')
  await send('DELETE', '/api/instances/canary')
  await send('DELETE', '/api/instances/sandbox', '')
  await send('POST', '/api/canary')
  const session = lines[0]?.session
  expect(session).toBeGreaterThan(0)
  expect(lines).toEqual([
    { method: 'DELETE', route: '/api/instances/:id', status: 404, ms: 0, session },
    { method: 'DELETE', route: '/api/instances/:id', status: 401, ms: 0, session: undefined },
    { method: 'POST', route: '*', status: 404, ms: 0, session: undefined },
  ])
  await panel.close()
})
