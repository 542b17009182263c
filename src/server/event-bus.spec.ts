import { expect, onTestFinished, test, vi } from 'vitest'
import type { PageEvent } from '#contract/page-events.ts'
import { createEventBus, MOST_STREAMS, type EventBus, type EventSubscription } from './event-bus.ts'

const changed = (id: string): PageEvent => ({ type: 'instance', id })
const LIST: PageEvent = { type: 'instances' }
const BEAT: PageEvent = { type: 'beat' }

const open = (bus: EventBus, session = 1, isSignedIn = () => Promise.resolve(true)): EventSubscription => {
  const subscription = bus.subscribe({ session, isSignedIn })
  if (!subscription) throw new Error('refused')
  return subscription
}

/** All that a page receives until its stream ends. */
async function received(subscription: EventSubscription): Promise<PageEvent[]> {
  const events: PageEvent[] = []
  for await (const event of subscription) events.push(event)
  return events
}

const MANY = Array.from({ length: 101 }, (_, at) => changed(`n${at}`))

test.each<[string, PageEvent[], PageEvent[]]>([
  ['events in order', [changed('a'), LIST, changed('b')], [changed('a'), LIST, changed('b')]],
  ['an event that waits already', [changed('a'), changed('b'), changed('a')], [changed('a'), changed('b')]],
  ['more events than a page keeps up with', MANY, [LIST]],
  ['one event after them', [...MANY, changed('a')], [LIST, changed('a')]],
])('%s', async (_, published, expected) => {
  const bus = createEventBus()
  const events = open(bus)[Symbol.asyncIterator]()
  for (const event of published) bus.publish(event)
  const taken = await Promise.all(expected.map(() => events.next()))
  expect(taken.map(({ value }) => value)).toEqual(expected)
})

test('pages of one sign-in are told, and those of others are not', async () => {
  const bus = createEventBus()
  const [mine, other] = [1, 2].map((session) => open(bus, session)[Symbol.asyncIterator]())
  bus.publish(changed('a'), 1)
  bus.publish(changed('b'))
  expect([await mine?.next(), await mine?.next()].map((taken) => taken?.value)).toEqual([changed('a'), changed('b')])
  expect((await other?.next())?.value).toEqual(changed('b'))
})

test('beside other replicas, pages hear of a change once all of them know it, and of anything else at once', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const bus = createEventBus({ noticedAfterMs: 200 })
  const events = open(bus)[Symbol.asyncIterator]()
  for (const event of [changed('a'), LIST, BEAT]) bus.publish(event)
  expect((await events.next()).value).toEqual(BEAT)
  vi.advanceTimersByTime(199)
  bus.publish(BEAT)
  expect((await events.next()).value).toEqual(BEAT)
  vi.advanceTimersByTime(1)
  expect([await events.next(), await events.next()].map(({ value }) => value)).toEqual([changed('a'), LIST])
  bus.publish(LIST)
  bus.stop()
  expect(vi.getTimerCount()).toBe(0)
})

test('a sign-in has so many streams, and again one when one ends', () => {
  const bus = createEventBus()
  const own = Array.from({ length: MOST_STREAMS }, () => open(bus, 1))
  const ask = (session: number) => bus.subscribe({ session, isSignedIn: () => Promise.resolve(true) })
  expect(ask(1)).toBeNull()
  expect(ask(2)).not.toBeNull()
  own[0]?.close()
  expect(ask(1)).not.toBeNull()
})

test('a page that does not read is dropped at the second beat', async () => {
  const bus = createEventBus()
  open(bus)
  await bus.beat()
  expect(bus.hasSubscribers()).toBe(true)
  await bus.beat()
  expect(bus.hasSubscribers()).toBe(false)
})

test('a page that reads stays, until its sign-in is over', async () => {
  const bus = createEventBus()
  let isSignedIn = true
  const events = open(bus, 1, () => Promise.resolve(isSignedIn))[Symbol.asyncIterator]()
  await bus.beat()
  expect((await events.next()).value).toEqual(BEAT)
  await bus.beat()
  expect((await events.next()).value).toEqual(BEAT)
  isSignedIn = false
  await bus.beat()
  expect((await events.next()).value).toEqual({ type: 'session-ended' })
  expect((await events.next()).done).toBe(true)
})

test('after the stop every stream is over, one that is opened then as well', async () => {
  const bus = createEventBus()
  const all = received(open(bus))
  bus.stop()
  expect(await all).toEqual([])
  expect(await received(open(bus))).toEqual([])
  bus.publish(changed('a'))
  await bus.beat()
  expect(bus.hasSubscribers()).toBe(false)
})
