import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { CAUSE_CODES } from './cause-codes.ts'
import { CLOCKS, type ClockReading } from './clocks.ts'
import { conclude } from './conclusion.ts'
import { OUTCOMES, ROUTES, STAGES, type Step } from './diagnosis.ts'

const NOW = Date.parse('2030-06-15T12:00:00Z')
const DAY = 24 * 3600
const day = (days: number): string => new Date(NOW + days * DAY * 1000).toISOString()

/** Two connections to two addresses are two steps. */
function stepOf(told: string, index: number): Step {
  const [path = '', failure] = told.split('=')
  const stage = STAGES.find((known) => known === path.split('/').at(-1)) ?? 'text'
  const route = ROUTES.find((known) => path.startsWith(`${known}/`)) ?? (stage.startsWith('glpi') ? 'glpi' : 'used')
  const cause = CAUSE_CODES.find((known) => known === failure) ?? null
  return { id: `${path}:${index}`, stage, route, outcome: cause ? 'failed' : 'passed', ms: 1, cause, facts: {} }
}

/** "resolve connect connect=connect-timeout tls direct/tls=tls-expired": in the order they came in. */
const stepsOf = (chain: string): Step[] => chain.split(' ').filter(Boolean).map(stepOf)

const clock = (name: ClockReading['clock'], offsetSeconds: number, trusted = true): ClockReading => ({
  clock: name,
  offsetSeconds,
  uncertaintySeconds: 0.5,
  trusted,
})

/** "headline < other, other". */
function concluded(steps: Step[], clocks: ClockReading[] = []): string {
  const { headline, others } = conclude(steps, clocks, day(0))
  return [headline ?? 'good', ...(others.length > 0 ? ['<', others.join(', ')] : [])].join(' ')
}

const OPEN = 'resolve connect tls http json contract'

test.each<[string, string, string]>([
  ['nothing was tested', '', 'good'],
  ['all links hold', `text ${OPEN} verdict large`, 'good'],
  [
    'a text that is no key comes before the network path',
    'text=key-damaged resolve=dns-timeout',
    'key-damaged < dns-timeout',
  ],
  ['and when the path is clear', `text=key-wrong-secret ${OPEN}`, 'key-wrong-secret'],
  ['a refused key is reported once the path is clear', `text ${OPEN} verdict=key-refused`, 'key-refused'],
  ['so is an ended subscription', `text ${OPEN} verdict=subscription-ended`, 'subscription-ended'],
  [
    'one address family that fails is never the headline',
    `resolve connect=connect-timeout connect tls http json contract verdict`,
    'good < connect-timeout',
  ],
  [
    'and stands below what is',
    `connect=connect-timeout connect ${OPEN} verdict=key-refused`,
    'key-refused < connect-timeout',
  ],
  [
    'when every address fails, one that answers tells most',
    'resolve connect=connect-timeout connect=connect-refused',
    'connect-refused < connect-timeout',
  ],
  [
    'a hosts file that knows the name does without the resolver',
    `resolve=dns-timeout ${OPEN} verdict`,
    'good < dns-timeout',
  ],
  [
    'an address pinned there may be the wrong one',
    'resolve=dns-not-found connect tls=tls-wrong-host',
    'tls-wrong-host < dns-not-found',
  ],
  [
    'a block page explains what could not be read as JSON',
    'resolve connect tls http json=reply-unreadable large=not-the-vendor',
    'not-the-vendor < reply-unreadable',
  ],
  [
    'a portal explains where the reply points',
    'resolve connect tls http=redirected large=not-the-vendor',
    'not-the-vendor < redirected',
  ],
  [
    'an issuer that is not trusted is told before anything that came through it',
    'connect tls=tls-untrusted-issuer http=not-the-vendor',
    'tls-untrusted-issuer < not-the-vendor',
  ],
  [
    "a proxy's refusal is not GLPI Network's",
    'resolve connect proxy=proxy-denied http=not-the-vendor',
    'proxy-denied < not-the-vendor',
  ],
  ["nor is a proxy's error", 'connect http=vendor-error proxy=proxy-cannot-reach', 'proxy-cannot-reach < vendor-error'],
  [
    'a proxy that fails comes first, even if the direct path works',
    'connect=proxy-unreachable direct/resolve direct/connect direct/tls',
    'proxy-unreachable',
  ],
  [
    'and if the direct path fails too',
    'resolve connect proxy=proxy-auth-required direct/connect=connect-timeout',
    'proxy-auth-required < connect-timeout',
  ],
  [
    'a failing direct path does not matter if the proxy works',
    `proxy ${OPEN} verdict direct/resolve=dns-not-found`,
    'good < dns-not-found',
  ],
  [
    'a proxy that decrypts is reported for the path in use',
    'proxy tls=tls-untrusted-issuer direct/tls',
    'tls-untrusted-issuer',
  ],
  [
    'without a proxy, no connection anywhere is told as it is',
    'resolve connect=connect-timeout connect=connect-timeout',
    'connect-timeout',
  ],
  ['a large reply that stalls is the headline of a good key', `${OPEN} verdict large=reply-stalled`, 'reply-stalled'],
  [
    'but not of a bad one',
    `${OPEN} verdict=subscription-ended large=reply-stalled`,
    'subscription-ended < reply-stalled',
  ],
  ['a small reply that stalls is the headline', 'resolve connect tls http=reply-stalled', 'reply-stalled'],
  [
    'a pause stands behind all that can be acted on',
    'connect tls http=rate-limited glpi-stored=stored-blank',
    'stored-blank < rate-limited',
  ],
  ['and alone is the headline', 'connect tls http=rate-limited', 'rate-limited'],
  [
    "what GLPI's own machine meets is told before what this server does",
    `resolve=dns-not-found host/machine host/php host/resolve host/connect host/tls=tls-untrusted-issuer`,
    'tls-untrusted-issuer < dns-not-found',
  ],
  [
    'and before what is said of the key',
    `text ${OPEN} verdict=key-refused host/connect=connect-timeout`,
    'connect-timeout < key-refused',
  ],
  [
    "this server's own path counts if GLPI's is clear",
    `connect=connect-refused host/resolve host/connect host/tls host/http`,
    'connect-refused',
  ],
  [
    'a machine where no command runs only keeps from looking',
    `${OPEN} verdict=subscription-ended host/machine=glpi-unreachable`,
    'subscription-ended < glpi-unreachable',
  ],
  [
    'the file that is missing explains what is stored',
    `${OPEN} verdict host/glpi-file=crypt-key-missing host/glpi-stored=stored-blank`,
    'crypt-key-missing < stored-blank',
  ],
  [
    "so does GLPI Network's own fault",
    'connect tls http=vendor-error glpi-stored=crypt-key-missing',
    'crypt-key-missing < vendor-error',
  ],
  [
    'a good key that GLPI cannot read',
    `${OPEN} verdict large glpi-reach glpi-sign-in glpi-right glpi-stored=crypt-key-changed`,
    'crypt-key-changed',
  ],
  [
    'the missing file explains what is stored',
    `${OPEN} verdict glpi-stored=stored-blank glpi-stored=crypt-key-missing`,
    'crypt-key-missing < stored-blank',
  ],
  [
    'storage comes before a large reply',
    `${OPEN} verdict large=reply-stalled glpi-stored=stored-unencrypted`,
    'stored-unencrypted < reply-stalled',
  ],
  [
    'what keeps us from looking at GLPI comes after it',
    `${OPEN} verdict large=reply-stalled glpi-reach=glpi-unreachable`,
    'reply-stalled < glpi-unreachable',
  ],
  [
    'and is the headline when all else is good',
    `${OPEN} verdict large glpi-reach glpi-sign-in=glpi-sign-in-refused`,
    'glpi-sign-in-refused',
  ],
  [
    'a failing path comes before what GLPI stored',
    'resolve=dns-not-found glpi-stored=stored-blank',
    'dns-not-found < stored-blank',
  ],
])('%s', (_, chain, expected) => {
  expect(concluded(stepsOf(chain))).toBe(expected)
})

/** A certificate from `from` to `to`, in days from now by the gateway's clock. */
const certificate = (cause: string, from: number, to: number): Step[] => [
  ...stepsOf('resolve connect'),
  { ...stepOf(`tls=${cause}`, 2), facts: { 'valid-from': day(from), 'valid-to': day(to) } },
]

test.each<[string, Step[], ClockReading[], string]>([
  [
    'ahead of a certificate that is good by the right time',
    certificate('tls-expired', -400, -10),
    [clock('vendor', -30 * DAY)],
    'clock-ahead < tls-expired',
  ],
  [
    'behind one',
    certificate('tls-not-yet-valid', 300, 700),
    [clock('vendor', 400 * DAY)],
    'clock-behind < tls-not-yet-valid',
  ],
  [
    'told by a Date that nobody vouched for',
    certificate('tls-expired', -400, -10),
    [clock('vendor', -30 * DAY, false)],
    'clock-ahead < tls-expired',
  ],
  [
    'ahead, but the certificate has expired all the same',
    certificate('tls-expired', -400, -40),
    [clock('vendor', -30 * DAY)],
    'tls-expired < clock-ahead',
  ],
  [
    'ahead, but the certificate begins after the right time',
    certificate('tls-expired', -20, -10),
    [clock('vendor', -30 * DAY)],
    'tls-expired < clock-ahead',
  ],
  [
    'behind explains no expired certificate',
    certificate('tls-expired', -400, -10),
    [clock('vendor', 30 * DAY)],
    'tls-expired < clock-behind',
  ],
  [
    'within tolerance explains nothing',
    certificate('tls-expired', -400, -0.0001),
    [clock('vendor', -30)],
    'tls-expired',
  ],
  [
    "GLPI's clock explains none of our connections",
    certificate('tls-expired', -400, -10),
    [clock('vendor', 0), clock('glpi', DAY)],
    'tls-expired < clock-ahead',
  ],
  [
    'nor where a certificate shows no dates',
    stepsOf('connect tls=tls-expired'),
    [clock('vendor', 0), clock('glpi', DAY)],
    'tls-expired < clock-ahead',
  ],
  [
    'two witnesses say that it is right',
    certificate('tls-expired', -400, -10),
    [clock('vendor', -30 * DAY, false), clock('browser', 0), clock('glpi', 1)],
    'tls-expired',
  ],
  [
    'set wrong in mid-run',
    certificate('tls-expired', -5, 10),
    [clock('vendor', 0), clock('gateway', 30 * DAY)],
    'clock-ahead < tls-expired',
  ],
  ['alone, with a good key', stepsOf(`${OPEN} verdict large`), [clock('vendor', -400)], 'clock-ahead'],
  [
    'beside a refused key',
    stepsOf(`${OPEN} verdict=key-refused`),
    [clock('vendor', 400)],
    'key-refused < clock-behind',
  ],
  ['beside a pause', stepsOf('connect tls http=rate-limited'), [clock('vendor', 400)], 'rate-limited < clock-behind'],
  ["the browser's is no cause", stepsOf(`${OPEN} verdict large`), [clock('vendor', 0), clock('browser', DAY)], 'good'],
])('a clock: %s', (_, steps, clocks, expected) => {
  expect(concluded(steps, clocks)).toBe(expected)
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
      const direct = steps.map((step) => ({ ...step, route: 'direct' as const }))
      expect(conclude(direct, [], day(0)).headline).toBeNull()
    }),
  )
})
