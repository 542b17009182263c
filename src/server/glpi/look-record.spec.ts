import { expect, test } from 'vitest'
import type { Connection } from '#contract/connection.ts'
import type { Step } from '#domain/diagnosis.ts'
import { NOTHING_SEEN, type Sight } from '#domain/storage.ts'
import { causeOfLook, proxyAddress, seenAfter } from './look-record.ts'

const here: Connection = { rest: { url: 'http://127.0.0.1/glpi' } }
const away: Connection = { rest: { url: 'https://glpi.example/glpi' } }
const proxy = (more: Partial<Exclude<Sight['proxy'], false | null>> = {}): Sight['proxy'] => ({
  host: 'proxy.example',
  port: 3128,
  user: null,
  password: null,
  ...more,
})

test.each<[string, Sight['proxy'], Connection, string | null]>([
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
const look = (sight: Partial<Sight>, ...steps: Step[]) => ({ sight: { ...NOTHING_SEEN, ...sight }, steps, clocks: [] })
const before = seenAfter(look({ version: '10.0.19', uid: 'u1', directoryWritable: true, proxy: proxy() }), null)

test('what stands in the way of a look is not what is the matter with the key', () => {
  expect(causeOfLook([step('glpi-reach', null), step('glpi-stored', 'stored-blank')])).toBeNull()
  expect(causeOfLook([step('glpi-reach', null), step('glpi-right', 'right-missing')])).toBe('right-missing')
})

test('a look that was stopped on its way forgets nothing; one that was not sees what there is', () => {
  expect(seenAfter(look({}, step('glpi-reach', 'glpi-unreachable')), before)).toEqual(before)
  expect(seenAfter(look({ version: '11.0.1', proxy: false }, step('glpi-reach', null)), before)).toMatchObject({
    version: '11.0.1',
    proxy: false,
    directoryWritable: null,
    // an id does not change
    uid: 'u1',
  })
})

test('no login of a proxy is in what is kept in clear', () => {
  const seen = seenAfter(look({ proxy: proxy({ user: 'operator', password: 'canary' }) }), null)
  expect(seen.proxy).toEqual({ host: 'proxy.example', port: 3128 })
  const named = seenAfter(look({ proxy: proxy({ host: 'http://operator:canary@proxy.example' }) }), null)
  expect(named.proxy).toEqual({ host: 'proxy.example', port: 3128 })
})
