import { expect, test } from 'vitest'
import { createServeLog } from './serve-log.ts'

/** What is written, by a log on a terminal or elsewhere. */
function logOn({ isTerminal }: { isTerminal: boolean }) {
  const lines: string[] = []
  let now = 0
  const log = createServeLog({
    screen: () => (isTerminal ? { columns: 80, rows: 24, write: () => undefined } : null),
    printMessage: (line) => void lines.push(line),
    steady: () => now,
  })
  return { log, lines, pass: (ms: number) => (now += ms) }
}

const REQUEST = { event: 'request', method: 'PUT', route: '/api/x/:id', status: 200, ms: 7, session: 3 } as const

test('a line is one JSON object, of nothing but the fields that are allowed', async () => {
  const { log, lines } = logOn({ isTerminal: false })
  const more = { ...REQUEST, key: 'canary', cookie: 'canary' }
  log.info(more)
  log.error({ event: 'fault', message: 'broken\nin two', stack: 'Error: broken' })
  await log.flush()
  const [first, second] = lines.map((line) => JSON.parse(line))
  expect(first).toEqual({ level: 'info', time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/), ...REQUEST })
  expect(second).toMatchObject({ level: 'error', event: 'fault', message: 'broken\nin two', stack: 'Error: broken' })
  expect(lines.join('')).not.toContain('canary')
})

test('on a terminal, a line is for who sits before it', async () => {
  const { log, lines } = logOn({ isTerminal: true })
  log.info(REQUEST)
  log.info({ event: 'stopping', signal: 'SIGTERM', message: 'SIGTERM, stopping' })
  log.error({ event: 'fault', message: 'broken', stack: 'Error: broken\n    at here' })
  expect(lines).toEqual([
    'latchkey: PUT /api/x/:id 200 7 ms',
    'latchkey: SIGTERM, stopping',
    'latchkey: Error: broken\n    at here',
  ])
})

test('whoever brings lines about does not fill the disk', async () => {
  const { log, lines, pass } = logOn({ isTerminal: true })
  for (let count = 0; count < 1000; count += 1) log.info(REQUEST)
  expect(lines).toHaveLength(50)
  pass(1000)
  log.info(REQUEST)
  expect(lines.slice(50)).toEqual(['latchkey: 950 lines left out', 'latchkey: PUT /api/x/:id 200 7 ms'])
})
