import { expect, test } from 'vitest'
import type { Connection } from '#contract/connection.ts'
import type { Step } from '#domain/diagnosis.ts'
import { EMPTY_SNAPSHOT, UNSEEN_KEY, type Snapshot } from '#domain/storage.ts'
import { causeOfInspection, causeOfUnseen, proxyAddress, seenAfter } from './inspection-record.ts'

const here: Connection = { rest: { url: 'http://127.0.0.1/glpi' } }
const away: Connection = { rest: { url: 'https://glpi.example/glpi' } }
const proxy = (more: Partial<Exclude<Snapshot['proxy'], false | null>> = {}): Snapshot['proxy'] => ({
  host: 'proxy.example',
  port: 3128,
  user: null,
  password: null,
  ...more,
})

test.each<[string, Snapshot['proxy'], Connection, string | null]>([
  ['none is set', false, away, null],
  ['none was seen', null, away, null],
  ['without a login', proxy(), away, 'http://proxy.example:3128'],
  ['with a login', proxy({ user: 'a@b', password: 'p:/%?' }), away, 'http://a%40b:p%3A%2F%25%3F@proxy.example:3128'],
  ['with an empty password', proxy({ user: 'me', password: '' }), away, 'http://me:@proxy.example:3128'],
  ['a login of which GLPI tells half', proxy({ user: 'me' }), away, null],
  ['a scheme with the name', proxy({ host: 'https://proxy.example' }), away, 'https://proxy.example:3128'],
  ['a login with the name', proxy({ host: 'http://me:p@proxy.example' }), away, 'http://me:p@proxy.example:3128'],
  ['IPv6 loopback of another machine', proxy({ host: '::1' }), away, null],
  ['IPv6', proxy({ host: '2001:db8::1' }), away, 'http://[2001:db8::1]:3128'],
  ['on this machine, where GLPI is too', proxy({ host: '127.0.0.1' }), here, 'http://127.0.0.1:3128'],
  ['on GLPI’s machine, which is another', proxy({ host: 'localhost' }), away, null],
  [
    'on GLPI’s machine, reached by ssh',
    proxy({ host: 'localhost' }),
    { console: { prefix: ['ssh', 'x'], folder: '/glpi' } },
    null,
  ],
  [
    'a console of this machine',
    proxy({ host: '127.0.0.1' }),
    { console: { prefix: [], folder: '/glpi' } },
    'http://127.0.0.1:3128',
  ],
])('proxy: %s', (_, seen, connection, address) => {
  expect(proxyAddress(seen, connection)).toBe(address)
})

const step = (stage: Step['stage'], cause: Step['cause']): Step => ({
  id: stage,
  stage,
  route: 'glpi',
  outcome: cause ? 'failed' : 'passed',
  ms: 1,
  cause,
  facts: {},
})
const inspect = (snapshot: Partial<Snapshot>, ...steps: Step[]) => ({
  snapshot: { ...EMPTY_SNAPSHOT, ...snapshot },
  steps,
  clocks: [],
})
const AT = 1_000
const NOTHING = { seen: null, seenAt: null }
const known = seenAfter(
  inspect({ version: '10.0.19', uid: 'u1', directoryWritable: true, proxy: proxy() }),
  NOTHING,
  AT,
)

test('what prevents an inspection is not reported as a problem of the key', () => {
  expect(causeOfInspection([step('glpi-reach', null), step('glpi-stored', 'stored-blank')])).toBeNull()
  expect(causeOfInspection([step('glpi-reach', null), step('glpi-right', 'right-missing')])).toBe('right-missing')
})

test('that the stored key could not be seen has a cause as well', () => {
  const failed = { ...step('glpi-stored', 'glpi-unreachable'), outcome: 'failed' } as const
  expect(causeOfUnseen(inspect({ version: '10.0.19' }, step('glpi-reach', null), failed))).toBe('glpi-unreachable')
  const blank = { ...UNSEEN_KEY, state: 'blank', cause: 'stored-blank' } as const
  expect(
    causeOfUnseen(inspect({ stored: blank }, { ...step('glpi-stored', 'stored-blank'), outcome: 'failed' })),
  ).toBeNull()
})

test('an inspection that saw nothing changes nothing, its time included', () => {
  const clock = { clock: 'glpi' as const, offsetSeconds: 3, uncertaintySeconds: 1, trusted: true }
  const down = { ...inspect({}, step('glpi-reach', 'glpi-unreachable')), clocks: [clock] }
  expect(seenAfter(down, known, AT + 5)).toEqual(known)
  expect(seenAfter(down, NOTHING, AT + 5)).toEqual(NOTHING)
})

test('what one that was stopped on its way did not see stays, with its own time', () => {
  const partly = seenAfter(inspect({ version: '10.0.20' }, step('glpi-right', 'right-missing')), known, AT + 5)
  expect(partly.seenAt).toBe(AT + 5)
  expect(partly.seen).toMatchObject({ version: '10.0.20', uid: 'u1', directoryWritable: true })
  expect(partly.seen?.times).toEqual({ uid: AT, directoryWritable: AT, proxy: AT })
  const again = seenAfter(inspect({ version: '10.0.20' }, step('glpi-right', 'right-missing')), partly, AT + 9)
  expect(again.seen?.times).toEqual({ uid: AT, directoryWritable: AT, proxy: AT })
})

test('one that came to its end sees what there is', () => {
  const after = seenAfter(inspect({ version: '11.0.1', proxy: false }, step('glpi-reach', null)), known, AT + 5)
  expect(after).toMatchObject({ seenAt: AT + 5, seen: { version: '11.0.1', proxy: false, directoryWritable: null } })
  // an id does not change
  expect(after.seen).toMatchObject({ uid: 'u1', times: { uid: AT } })
})

test('no login of a proxy is in what is kept in clear', () => {
  const { seen } = seenAfter(inspect({ proxy: proxy({ user: 'operator', password: 'canary' }) }), NOTHING, AT)
  expect(seen?.proxy).toEqual({ host: 'proxy.example', port: 3128 })
  const named = seenAfter(inspect({ proxy: proxy({ host: 'http://operator:canary@proxy.example' }) }), NOTHING, AT)
  expect(named.seen?.proxy).toEqual({ host: 'proxy.example', port: 3128 })
})
