import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { CAUSE_CODES, type CauseCode } from './cause-codes.ts'
import { CLOCKS, type ClockReading } from './clocks.ts'
import { conclude } from './conclusion.ts'
import { OUTCOMES, ROUTES, STAGES, type Route, type Stage, type Step } from './diagnosis.ts'

const NOW = Date.parse('2030-06-15T12:00:00Z')
const DAY = 24 * 3600
const day = (days: number): string => new Date(NOW + days * DAY * 1000).toISOString()

let made = 0

/** Each step has an id of its own: two connections to two addresses are two steps. */
const step = (stage: Stage, route: Route, cause: CauseCode | null): Step => ({
  id: `${stage}:${++made}`,
  stage,
  route,
  outcome: cause === null ? 'passed' : 'failed',
  ms: 1,
  cause,
  facts: {},
})
const passed = (stage: Stage, route: Route = 'used'): Step => step(stage, route, null)
const failed = (stage: Stage, cause: CauseCode, route: Route = 'used'): Step => step(stage, route, cause)

const clock = (name: ClockReading['clock'], offsetSeconds: number, trusted = true): ClockReading => ({
  clock: name,
  offsetSeconds,
  uncertaintySeconds: 0.5,
  trusted,
})

/** The path to GLPI Network is clear. */
const OPEN = [passed('resolve'), passed('connect'), passed('tls'), passed('http'), passed('json'), passed('contract')]

test.each<[string, Step[], CauseCode | null, CauseCode[]]>([
  ['nothing was tested', [], null, []],
  ['all links hold', [passed('text'), ...OPEN, passed('verdict'), passed('large')], null, []],
  [
    'a text that is no key comes before the network path',
    [failed('text', 'key-damaged'), failed('resolve', 'dns-timeout')],
    'key-damaged',
    ['dns-timeout'],
  ],
  ['and when the path is clear', [failed('text', 'key-wrong-secret'), ...OPEN], 'key-wrong-secret', []],
  [
    'a refused key is reported once the path is clear',
    [passed('text'), ...OPEN, failed('verdict', 'key-refused')],
    'key-refused',
    [],
  ],
  [
    'so is an ended subscription',
    [passed('text'), ...OPEN, failed('verdict', 'subscription-ended')],
    'subscription-ended',
    [],
  ],
  [
    'one address family that fails is never the headline',
    [
      passed('resolve'),
      failed('connect', 'connect-timeout'),
      passed('connect'),
      passed('tls'),
      passed('http'),
      passed('json'),
      passed('contract'),
      passed('verdict'),
    ],
    null,
    ['connect-timeout'],
  ],
  [
    'and stands below what is',
    [failed('connect', 'connect-timeout'), passed('connect'), ...OPEN, failed('verdict', 'key-refused')],
    'key-refused',
    ['connect-timeout'],
  ],
  [
    'when every address fails, one that answers tells most',
    [passed('resolve'), failed('connect', 'connect-timeout'), failed('connect', 'connect-refused')],
    'connect-refused',
    ['connect-timeout'],
  ],
  [
    'a hosts file that knows the name does without the resolver',
    [failed('resolve', 'dns-timeout'), ...OPEN, passed('verdict')],
    null,
    ['dns-timeout'],
  ],
  [
    'an address pinned there may be the wrong one',
    [failed('resolve', 'dns-not-found'), passed('connect'), failed('tls', 'tls-wrong-host')],
    'tls-wrong-host',
    ['dns-not-found'],
  ],
  [
    'a block page explains what could not be read as JSON',
    [
      passed('resolve'),
      passed('connect'),
      passed('tls'),
      passed('http'),
      failed('json', 'reply-unreadable'),
      failed('large', 'not-the-vendor'),
    ],
    'not-the-vendor',
    ['reply-unreadable'],
  ],
  [
    'a portal explains where the reply points',
    [
      passed('resolve'),
      passed('connect'),
      passed('tls'),
      failed('http', 'redirected'),
      failed('large', 'not-the-vendor'),
    ],
    'not-the-vendor',
    ['redirected'],
  ],
  [
    'an issuer that is not trusted is told before anything that came through it',
    [passed('connect'), failed('tls', 'tls-untrusted-issuer'), failed('http', 'not-the-vendor')],
    'tls-untrusted-issuer',
    ['not-the-vendor'],
  ],
  [
    "a proxy's refusal is not GLPI Network's",
    [passed('resolve'), passed('connect'), failed('proxy', 'proxy-denied'), failed('http', 'not-the-vendor')],
    'proxy-denied',
    ['not-the-vendor'],
  ],
  [
    "nor is a proxy's error",
    [passed('connect'), failed('http', 'vendor-error'), failed('proxy', 'proxy-cannot-reach')],
    'proxy-cannot-reach',
    ['vendor-error'],
  ],
  [
    'a proxy that fails comes first, even if the direct path works',
    [
      failed('connect', 'proxy-unreachable'),
      passed('resolve', 'direct'),
      passed('connect', 'direct'),
      passed('tls', 'direct'),
    ],
    'proxy-unreachable',
    [],
  ],
  [
    'and if the direct path fails too',
    [
      passed('resolve'),
      passed('connect'),
      failed('proxy', 'proxy-auth-required'),
      failed('connect', 'connect-timeout', 'direct'),
    ],
    'proxy-auth-required',
    ['connect-timeout'],
  ],
  [
    'a failing direct path does not matter if the proxy works',
    [passed('proxy'), ...OPEN, passed('verdict'), failed('resolve', 'dns-not-found', 'direct')],
    null,
    ['dns-not-found'],
  ],
  [
    'a proxy that decrypts is reported for the path in use',
    [passed('proxy'), failed('tls', 'tls-untrusted-issuer'), passed('tls', 'direct')],
    'tls-untrusted-issuer',
    [],
  ],
  [
    'without a proxy, no connection anywhere is told as it is',
    [passed('resolve'), failed('connect', 'connect-timeout'), failed('connect', 'connect-timeout')],
    'connect-timeout',
    [],
  ],
  [
    'a large reply that stalls is the headline of a good key',
    [...OPEN, passed('verdict'), failed('large', 'reply-stalled')],
    'reply-stalled',
    [],
  ],
  [
    'but not of a bad one',
    [...OPEN, failed('verdict', 'subscription-ended'), failed('large', 'reply-stalled')],
    'subscription-ended',
    ['reply-stalled'],
  ],
  [
    'a small reply that stalls is the headline',
    [passed('resolve'), passed('connect'), passed('tls'), failed('http', 'reply-stalled')],
    'reply-stalled',
    [],
  ],
  [
    'a pause stands behind all that can be acted on',
    [passed('connect'), passed('tls'), failed('http', 'rate-limited'), failed('glpi-stored', 'stored-blank', 'glpi')],
    'stored-blank',
    ['rate-limited'],
  ],
  ['and alone is the headline', [passed('connect'), passed('tls'), failed('http', 'rate-limited')], 'rate-limited', []],
  [
    "what GLPI's own machine meets is told before what this server does",
    [
      failed('resolve', 'dns-not-found'),
      passed('machine', 'host'),
      passed('php', 'host'),
      passed('resolve', 'host'),
      passed('connect', 'host'),
      failed('tls', 'tls-untrusted-issuer', 'host'),
    ],
    'tls-untrusted-issuer',
    ['dns-not-found'],
  ],
  [
    'and before what is said of the key',
    [passed('text'), ...OPEN, failed('verdict', 'key-refused'), failed('connect', 'connect-timeout', 'host')],
    'connect-timeout',
    ['key-refused'],
  ],
  [
    "this server's own path counts if GLPI's is clear",
    [
      failed('connect', 'connect-refused'),
      passed('resolve', 'host'),
      passed('connect', 'host'),
      passed('tls', 'host'),
      passed('http', 'host'),
    ],
    'connect-refused',
    [],
  ],
  [
    'a machine where no command runs only keeps from looking',
    [...OPEN, failed('verdict', 'subscription-ended'), failed('machine', 'glpi-unreachable', 'host')],
    'subscription-ended',
    ['glpi-unreachable'],
  ],
  [
    'the file that is missing explains what is stored',
    [
      ...OPEN,
      passed('verdict'),
      failed('glpi-file', 'crypt-key-missing', 'host'),
      failed('glpi-stored', 'stored-blank', 'host'),
    ],
    'crypt-key-missing',
    ['stored-blank'],
  ],
  [
    "so does GLPI Network's own fault",
    [
      passed('connect'),
      passed('tls'),
      failed('http', 'vendor-error'),
      failed('glpi-stored', 'crypt-key-missing', 'glpi'),
    ],
    'crypt-key-missing',
    ['vendor-error'],
  ],
  [
    'a good key that GLPI cannot read',
    [
      ...OPEN,
      passed('verdict'),
      passed('large'),
      passed('glpi-reach', 'glpi'),
      passed('glpi-sign-in', 'glpi'),
      passed('glpi-right', 'glpi'),
      failed('glpi-stored', 'crypt-key-changed', 'glpi'),
    ],
    'crypt-key-changed',
    [],
  ],
  [
    'the missing file explains what is stored',
    [
      ...OPEN,
      passed('verdict'),
      failed('glpi-stored', 'stored-blank', 'glpi'),
      failed('glpi-stored', 'crypt-key-missing', 'glpi'),
    ],
    'crypt-key-missing',
    ['stored-blank'],
  ],
  [
    'storage comes before a large reply',
    [...OPEN, passed('verdict'), failed('large', 'reply-stalled'), failed('glpi-stored', 'stored-unencrypted', 'glpi')],
    'stored-unencrypted',
    ['reply-stalled'],
  ],
  [
    'what keeps us from looking at GLPI comes after it',
    [...OPEN, passed('verdict'), failed('large', 'reply-stalled'), failed('glpi-reach', 'glpi-unreachable', 'glpi')],
    'reply-stalled',
    ['glpi-unreachable'],
  ],
  [
    'and is the headline when all else is good',
    [
      ...OPEN,
      passed('verdict'),
      passed('large'),
      passed('glpi-reach', 'glpi'),
      failed('glpi-sign-in', 'glpi-sign-in-refused', 'glpi'),
    ],
    'glpi-sign-in-refused',
    [],
  ],
  [
    'a failing path comes before what GLPI stored',
    [failed('resolve', 'dns-not-found'), failed('glpi-stored', 'stored-blank', 'glpi')],
    'dns-not-found',
    ['stored-blank'],
  ],
])('%s', (_, steps, headline, others) => {
  expect(conclude(steps, [], day(0))).toEqual({ headline, others })
})

/** A certificate from `from` to `to`, in days from now by the gateway's clock. */
const certificate = (cause: CauseCode, from: number, to: number): Step[] => [
  passed('resolve'),
  passed('connect'),
  { ...failed('tls', cause), facts: { 'valid-from': day(from), 'valid-to': day(to) } },
]

test.each<[string, Step[], ClockReading[], CauseCode | null, CauseCode[]]>([
  [
    'ahead of a certificate that is good by the right time',
    certificate('tls-expired', -400, -10),
    [clock('vendor', -30 * DAY)],
    'clock-ahead',
    ['tls-expired'],
  ],
  [
    'behind one',
    certificate('tls-not-yet-valid', 300, 700),
    [clock('vendor', 400 * DAY)],
    'clock-behind',
    ['tls-not-yet-valid'],
  ],
  [
    'told by a Date that nobody vouched for',
    certificate('tls-expired', -400, -10),
    [clock('vendor', -30 * DAY, false)],
    'clock-ahead',
    ['tls-expired'],
  ],
  [
    'ahead, but the certificate has expired all the same',
    certificate('tls-expired', -400, -40),
    [clock('vendor', -30 * DAY)],
    'tls-expired',
    ['clock-ahead'],
  ],
  [
    'ahead, but the certificate begins after the right time',
    certificate('tls-expired', -20, -10),
    [clock('vendor', -30 * DAY)],
    'tls-expired',
    ['clock-ahead'],
  ],
  [
    'behind explains no expired certificate',
    certificate('tls-expired', -400, -10),
    [clock('vendor', 30 * DAY)],
    'tls-expired',
    ['clock-behind'],
  ],
  [
    'within tolerance explains nothing',
    certificate('tls-expired', -400, -0.0001),
    [clock('vendor', -30)],
    'tls-expired',
    [],
  ],
  [
    "GLPI's clock explains none of our connections",
    certificate('tls-expired', -400, -10),
    [clock('vendor', 0), clock('glpi', DAY)],
    'tls-expired',
    ['clock-ahead'],
  ],
  [
    'nor where a certificate shows no dates',
    [passed('connect'), failed('tls', 'tls-expired')],
    [clock('vendor', 0), clock('glpi', DAY)],
    'tls-expired',
    ['clock-ahead'],
  ],
  [
    'two witnesses say that it is right',
    certificate('tls-expired', -400, -10),
    [clock('vendor', -30 * DAY, false), clock('browser', 0), clock('glpi', 1)],
    'tls-expired',
    [],
  ],
  [
    'set wrong in mid-run',
    certificate('tls-expired', -5, 10),
    [clock('vendor', 0), clock('gateway', 30 * DAY)],
    'clock-ahead',
    ['tls-expired'],
  ],
  ['alone, with a good key', [...OPEN, passed('verdict'), passed('large')], [clock('vendor', -400)], 'clock-ahead', []],
  [
    'beside a refused key',
    [...OPEN, failed('verdict', 'key-refused')],
    [clock('vendor', 400)],
    'key-refused',
    ['clock-behind'],
  ],
  [
    'beside a pause',
    [passed('connect'), passed('tls'), failed('http', 'rate-limited')],
    [clock('vendor', 400)],
    'rate-limited',
    ['clock-behind'],
  ],
  [
    "the browser's is no cause",
    [...OPEN, passed('verdict'), passed('large')],
    [clock('vendor', 0), clock('browser', DAY)],
    null,
    [],
  ],
])('a clock: %s', (_, steps, clocks, headline, others) => {
  expect(conclude(steps, clocks, day(0))).toEqual({ headline, others })
})

test('without the time of the run, only the direction decides', () => {
  const steps = certificate('tls-expired', -400, -40)
  expect(conclude(steps, [clock('vendor', -30 * DAY)]).headline).toBe('clock-ahead')
})

const ANY_STEP = fc.record({
  id: fc.string({ maxLength: 4 }),
  stage: fc.constantFrom(...STAGES),
  route: fc.constantFrom(...ROUTES),
  outcome: fc.constantFrom(...OUTCOMES),
  ms: fc.constant(null),
  cause: fc.option(fc.constantFrom(...CAUSE_CODES), { freq: 2 }),
  facts: fc.record({ 'valid-to': fc.constantFrom(day(-10), day(10), 'x') }, { requiredKeys: [] }),
})

const ANY_CLOCK = fc.record({
  clock: fc.constantFrom(...CLOCKS),
  offsetSeconds: fc.constantFrom(0, 90, -90, 30 * DAY, -30 * DAY),
  uncertaintySeconds: fc.constantFrom(0, 5),
  trusted: fc.boolean(),
})

const ANY_RUN = fc
  .tuple(fc.array(ANY_STEP, { maxLength: 12 }), fc.array(ANY_CLOCK, { maxLength: 4 }))
  .chain(([steps, clocks]) =>
    fc.record({
      steps: fc.constant(steps),
      clocks: fc.constant(clocks),
      shuffled: fc.shuffledSubarray(steps, { minLength: steps.length }),
    }),
  )

test('each cause is reported once, whatever the order of parallel steps', () => {
  fc.assert(
    fc.property(ANY_RUN, ({ steps, clocks, shuffled }) => {
      const conclusion = conclude(steps, clocks, day(0))
      const told = [conclusion.headline, ...conclusion.others].filter((cause) => cause !== null)
      expect(new Set(told).size).toBe(told.length)
      expect(told).toEqual(expect.arrayContaining(steps.flatMap(({ cause }) => cause ?? [])))
      expect(conclude(shuffled, clocks, day(0))).toEqual(conclusion)
    }),
  )
})

test('a path that checks do not use gives no headline', () => {
  fc.assert(
    fc.property(fc.array(ANY_STEP), (steps) => {
      const direct = steps.map((one) => ({ ...one, route: 'direct' as const }))
      expect(conclude(direct, [], day(0)).headline).toBeNull()
    }),
  )
})
