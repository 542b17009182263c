import { afterEach, expect, test } from 'vitest'
import { createDueQueue } from './due-queue.ts'
import { createPulse } from './pulse.ts'

let stop = async () => undefined as void
afterEach(() => stop())

/** Work that ends when it is told to, on what is due in a list. */
function work(due: string[]) {
  const ends = new Map<string, () => void>()
  const done: string[] = []
  const reports: unknown[] = []
  let mostAtOnce = 0
  const turns = createDueQueue({
    claim: async (limit) => due.splice(0, limit),
    nextDueAt: async () => (due.length > 0 ? 0 : null),
    work: async (id) => {
      const ended = new Promise<void>((end) => ends.set(id, end))
      mostAtOnce = Math.max(mostAtOnce, ends.size)
      await ended
      ends.delete(id)
      if (id.startsWith('bad')) throw new Error(id)
      done.push(id)
    },
    now: () => 1,
    pulse: createPulse(),
    report: (error) => void reports.push(error),
  })
  stop = () => {
    due.length = 0
    const stopping = turns.stop()
    for (const end of ends.values()) end()
    return stopping
  }
  const start = () => turns.start(async () => undefined)
  return { due, ends, done, reports, turns, start, mostAtOnce: () => mostAtOnce }
}

const names = (count: number, prefix = 'key') => Array.from({ length: count }, (_, at) => `${prefix}-${at}`)

test('eight run at once; each that ends makes room, so one that hangs blocks no other', async () => {
  const { ends, done, start, mostAtOnce } = work(['hangs', ...names(100)])
  start()
  const endOthers = () => {
    for (const [id, end] of ends) if (id !== 'hangs') end()
    return done.length
  }
  await expect.poll(endOthers, { interval: 1 }).toBe(100)
  expect([mostAtOnce(), [...ends.keys()]]).toEqual([8, ['hangs']])
})

test('others have a turn of the event loop between any two items, however little each waits', async () => {
  let turn = 0
  const begunIn: number[] = []
  const due = names(40)
  const turns = createDueQueue({
    claim: async (limit) => due.splice(0, limit),
    nextDueAt: async () => (due.length > 0 ? 0 : null),
    work: async () => void begunIn.push(turn),
    now: () => 1,
    pulse: createPulse(),
    report: () => undefined,
  })
  stop = () => turns.stop()
  const count = () => {
    turn += 1
    if (begunIn.length < 40) setImmediate(count)
  }
  count()
  turns.start(async () => undefined)
  await expect.poll(() => begunIn.length).toBe(40)
  expect(new Set(begunIn).size).toBe(40)
})

test('what fails is reported, and the next has its turn', async () => {
  const { ends, done, reports, start } = work([...names(10, 'bad'), 'good'])
  start()
  await expect
    .poll(() => {
      for (const end of ends.values()) end()
      return done
    })
    .toEqual(['good'])
  expect(reports).toHaveLength(10)
})

test('what falls due while all sleep is seen when they are woken, and not before they have begun', async () => {
  const { due, ends, turns } = work([])
  due.push('early')
  turns.wake()
  await turns.stop()
  expect([ends.size, due]).toEqual([0, ['early']])
  const woken = work([])
  woken.start()
  await new Promise((resolve) => setImmediate(resolve))
  woken.due.push('late')
  woken.turns.wake()
  await expect.poll(() => woken.ends.size).toBe(1)
})

test('a stop waits for what is under way, and begins nothing more', async () => {
  const { due, ends, done, turns, start } = work(names(20))
  start()
  await expect.poll(() => ends.size).toBe(8)
  const stopping = turns.stop()
  for (const end of ends.values()) end()
  await stopping
  expect([done.length, due.length, ends.size]).toEqual([8, 12, 0])
})
