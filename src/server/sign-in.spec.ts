import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { memoryStates } from './limit-states.ts'
import { createSignInGuard, type Tries } from './sign-in-guard.ts'
import { countWrites } from './store/database.ts'
import { TestGateway } from './testing/gateway.ts'
import { isOnPostgres } from './testing/postgres-database.ts'

const MINUTE = 60_000
const ATTEMPT = 'a'.repeat(43)

let panel: TestGateway
beforeEach(async () => {
  panel = await TestGateway.open()
})
afterEach(async () => {
  vi.useRealTimers()
  await panel.close()
})

/** However long the tries take: a second would have been waited for meanwhile. */
const stopTheClock = () => vi.useFakeTimers({ toFake: ['Date'] })

const spend = (token: string, attempt?: string) =>
  panel.call('POST', '/api/session', { token, ...(attempt && { attempt }) }, { cookie: '' })
const cookieOf = (reply: Response) => reply.headers.get('set-cookie')?.split(';')[0] ?? ''
const statusOf = async (reply: Response) =>
  (await panel.call('GET', '/api/instances', undefined, { cookie: cookieOf(reply) })).status

test('a reply that was lost: the same browser spends the link again, and there is one session', async () => {
  const token = await panel.gateway.signIns.invite('admin', 1)
  const lost = await spend(token, ATTEMPT)
  // killed between the commit and the reply
  await panel.gateway.stop()
  await panel.start()
  const again = await spend(token, ATTEMPT)
  expect([again.status, await statusOf(again), await statusOf(lost)]).toEqual([201, 200, 401])
  // the other one is the test's own
  expect(await panel.gateway.sessions.all()).toHaveLength(2)
})

test.each<[string, string | undefined, number]>([
  ['by another browser', 'b'.repeat(43), 0],
  ['by one that names no attempt', undefined, 0],
  ['a minute later', ATTEMPT, MINUTE],
])('a link is spent once: not %s', async (_, attempt, passed) => {
  const token = await panel.gateway.signIns.invite('admin', 1)
  const opened = await spend(token, ATTEMPT)
  panel.passed = passed
  expect((await spend(token, attempt)).status).toBe(401)
  expect(await statusOf(opened)).toBe(200)
})

test('an ended session is not opened again', async () => {
  const token = await panel.gateway.signIns.invite('admin', 1)
  const opened = await spend(token, ATTEMPT)
  await panel.call('DELETE', '/api/session', undefined, { cookie: cookieOf(opened) })
  expect((await spend(token, ATTEMPT)).status).toBe(401)
})

test('of a hundred at once, with and without an attempt, one session is left', async () => {
  const token = await panel.gateway.signIns.invite('admin', 1)
  const replies = await Promise.all(
    Array.from({ length: 100 }, (_, index) => spend(token, index % 2 === 0 ? undefined : `${index}`.padEnd(43, 'c'))),
  )
  expect(replies.filter(({ status }) => status === 201)).toHaveLength(1)
  expect(await panel.gateway.sessions.all()).toHaveLength(2)
})

// replicas count wrong tokens in rows
test.skipIf(isOnPostgres)(
  'after the first, which the audit names, a wrong token writes nothing, so that nothing has to be read again',
  async () => {
    expect((await spend('wrong')).status).toBe(401)
    const before = await panel.gateway.store.selectFrom('sign_ins').selectAll().execute()
    const version = countWrites(panel.gateway.store)
    expect((await spend('wrong')).status).toBe(401)
    expect(countWrites(panel.gateway.store)).toBe(version)
    expect(await panel.gateway.store.selectFrom('sign_ins').selectAll().execute()).toEqual(before)
  },
)

test('after some wrong tokens an address waits, and then a right one opens', async () => {
  stopTheClock()
  const statuses: number[] = []
  for (let tries = 1; tries <= 8; tries += 1) statuses.push((await spend('wrong')).status)
  expect(statuses).toEqual([401, 401, 401, 401, 401, 401, 429, 429])
  const refused = await spend(await panel.gateway.signIns.invite('admin', 1))
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1'])
  panel.passed = 1000
  expect((await spend(await panel.gateway.signIns.invite('admin', 1))).status).toBe(201)
})

test('who has to wait, waits after a restart too', async () => {
  stopTheClock()
  for (let tries = 1; tries <= 6; tries += 1) await spend('wrong')
  await panel.gateway.stop()
  await panel.start()
  expect((await spend('wrong')).status).toBe(429)
  panel.passed = 1000
  expect((await spend('wrong')).status).toBe(401)
})

/** A guard on a clock that the test sets. */
function guardAt(start = 0) {
  const lines: string[] = []
  const clock = { now: start }
  const guard = createSignInGuard({
    states: memoryStates<Tries>(),
    at: () => clock.now,
    log: (line) => void lines.push(line),
    what: 'sign-ins with a wrong or spent link',
  })
  const mayTry = async (address: string): Promise<boolean> => {
    try {
      await guard.assertMayTry(address)
      return true
    } catch {
      return false
    }
  }
  return { guard, clock, lines, mayTry }
}

test('each wrong token makes the wait twice as long, a minute at most', async () => {
  const { guard, clock, mayTry } = guardAt()
  for (let tries = 1; tries <= 5; tries += 1) await guard.failed('a')
  expect(await mayTry('a')).toBe(true)
  const waits: number[] = []
  for (let tries = 1; tries <= 8; tries += 1) {
    await guard.failed('a')
    const from = clock.now
    while (!(await mayTry('a'))) clock.now += 1000
    waits.push((clock.now - from) / 1000)
  }
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60])
})

test('one address waits, and others do not; once there are very many wrong ones, each has one try', async () => {
  const { guard, mayTry } = guardAt()
  for (let tries = 1; tries <= 600; tries += 1) await guard.failed('a')
  expect([await mayTry('a'), await mayTry('b')]).toEqual([false, true])
  await guard.failed('b')
  expect([await mayTry('b'), await mayTry('c')]).toEqual([false, true])
})

test('10,000 wrong tokens are one line a minute', async () => {
  vi.useFakeTimers()
  try {
    const { guard, lines, mayTry } = guardAt()
    for (let tries = 1; tries <= 10_000; tries += 1) if (await mayTry('a')) await guard.failed('a')
    expect(lines).toEqual([])
    vi.advanceTimersByTime(MINUTE)
    expect(lines).toEqual(['in the last minute, sign-ins with a wrong or spent link: 10000, from one address'])
    vi.advanceTimersByTime(10 * MINUTE)
    expect(lines).toHaveLength(1)
    await guard.failed('b')
    guard.stop()
    expect(lines).toHaveLength(2)
  } finally {
    vi.useRealTimers()
  }
})
