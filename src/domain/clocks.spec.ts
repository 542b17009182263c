import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { CLOCKS, judgeClocks, readClock, type ClockReading } from './clocks.ts'

/** "vendor 3600, browser 0 untrusted, glpi 5 within 2": offsets and uncertainties in seconds. */
const readingsOf = (told: string): ClockReading[] =>
  told.split(', ').flatMap((one) => {
    const [, name, offset, within = '0.5'] = /^(\w+) (\S+)(?: within (\S+))?/.exec(one) ?? []
    const clock = CLOCKS.find((known) => known === name)
    const trusted = !one.endsWith('untrusted')
    return clock ? [{ clock, offsetSeconds: Number(offset), uncertaintySeconds: Number(within), trusted }] : []
  })

/** "reference: what is off and by how much, what is unsettled, the causes". */
function judged(told: string): string {
  const { reference, judgements, unsettled, causes } = judgeClocks(readingsOf(told))
  const off = judgements.filter(({ wrong }) => wrong)
  const parts = [
    ...off.map(({ clock, aheadSeconds }) => `${clock} ${aheadSeconds > 0 ? '+' : ''}${aheadSeconds}`),
    ...unsettled.map((clock) => `${clock} ?`),
    ...causes,
  ]
  return `${reference ?? 'nothing'}: ${parts.join(', ') || 'well'}`
}

test.each<[string, string, string]>([
  ['with no other clock there is nothing to compare', '', 'nothing: well'],
  ['where all agree, GLPI Network is what they agree with', 'vendor 1, browser 0, glpi 2', 'vendor: well'],
  ['a minute is within tolerance', 'vendor 60', 'vendor: well'],
  ['so is a minute and the half second that nobody knows', 'vendor 60.5', 'vendor: well'],
  ['beyond that the gateway is off', 'vendor 61', 'vendor: gateway -61, clock-behind'],
  ['what a slow round trip may hide is not held against a clock', 'vendor 65 within 6', 'vendor: well'],
  ['GLPI Network is right, so this gateway is ahead', 'vendor -3600', 'vendor: gateway +3600, clock-ahead'],
  [
    'one clock beside the gateway may be the same machine',
    'vendor 3600, browser 0',
    'vendor: gateway -3600, browser -3600, clock-behind',
  ],
  ['two beside the gateway outvote GLPI Network', 'vendor 3600, browser 2, glpi -1', 'gateway: vendor +3600'],
  [
    'but not when one of them is with it',
    'vendor 3600, browser 0, glpi 3600',
    'vendor: gateway -3600, browser -3600, clock-behind',
  ],
  [
    'nor when they differ among themselves',
    'vendor 3600, browser 0, glpi -3600',
    'vendor: gateway -3600, browser -3600, glpi -7200, clock-behind',
  ],
  [
    'a Date that nobody vouched for still shows a wrong gateway',
    'vendor 86400 untrusted',
    'vendor: gateway -86400, clock-behind',
  ],
  ['but one witness outvotes it', 'vendor 86400 untrusted, browser 1', 'gateway: vendor +86400'],
  [
    'unless that witness is the same machine',
    'vendor 86400 untrusted, browser 0 untrusted',
    'vendor: gateway -86400, browser -86400, clock-behind',
  ],
  ['or is with it', 'vendor 86400 untrusted, browser 86400', 'vendor: gateway -86400, clock-behind'],
  ['a wrong browser has no cause of its own', 'vendor 0, browser -3600', 'vendor: browser -3600'],
  ['nor has a wrong proxy', 'vendor 0, proxy 300', 'vendor: proxy +300'],
  ['a wrong GLPI has', 'vendor 0, glpi 300', 'vendor: glpi +300, clock-ahead'],
  [
    'two servers off, each its own way, have a cause each, ours first',
    'vendor 3600, glpi 7200',
    'vendor: gateway -3600, glpi +3600, clock-behind, clock-ahead',
  ],
  ['two servers off alike have one', 'vendor 3600, glpi 0', 'vendor: gateway -3600, glpi -3600, clock-behind'],
  ['without GLPI Network, two that agree are well', 'browser 3', 'gateway: well'],
  ['two that disagree cannot be told apart', 'browser 3600', 'nothing: gateway ?, browser ?'],
  ['a third settles it against the gateway', 'browser 3600, glpi 3605', 'browser: gateway -3600, clock-behind'],
  ['a third settles it against the browser', 'browser 3600, glpi 5', 'gateway: browser +3600'],
  [
    'a third that nobody vouched for settles nothing',
    'browser 3600, proxy 3600 untrusted',
    'nothing: gateway ?, browser ?, proxy ?',
  ],
  ['three that all differ are not settled', 'browser 3600, glpi -3600', 'nothing: gateway ?, browser ?, glpi ?'],
  ['nor are two against two', 'browser 3600, glpi 3600, proxy 0', 'nothing: gateway ?, browser ?, proxy ?, glpi ?'],
  ['a gateway that was set right in mid-run is right', 'vendor 3600, gateway 3600', 'vendor: well'],
  [
    'a gateway that was set wrong in mid-run is wrong',
    'vendor 0, gateway -3600',
    'vendor: gateway -3600, clock-behind',
  ],
  [
    'of several readings of a clock the trusted and surest counts',
    'vendor 3600 untrusted, vendor 9 within 3, vendor 0',
    'vendor: well',
  ],
])('%s', (_, told, expected) => {
  expect(judged(told)).toBe(expected)
})

const ANY_READINGS = fc.array(
  fc.record({
    clock: fc.constantFrom(...CLOCKS),
    offsetSeconds: fc.oneof(fc.constantFrom(0, 60, 61, -3600, 3600), fc.double({ min: -1e9, max: 1e9, noNaN: true })),
    uncertaintySeconds: fc.double({ min: 0, max: 5, noNaN: true }),
    trusted: fc.boolean(),
  }),
  { maxLength: 8 },
)

test('whatever was read, the reference is not off, and only a server that is off has a cause', () => {
  fc.assert(
    fc.property(ANY_READINGS, (readings) => {
      const { reference, judgements, unsettled, causes, cause } = judgeClocks(readings)
      expect(judgements.map(({ clock }) => clock)).not.toContain(reference)
      expect(reference === null ? judgements : unsettled).toEqual([])
      expect(unsettled).not.toHaveLength(1)
      expect(cause).toBe(causes[0] ?? null)
      const servers = judgements.filter(({ clock, wrong }) => wrong && (clock === 'gateway' || clock === 'glpi'))
      expect(new Set(causes)).toEqual(
        new Set(servers.map(({ aheadSeconds }) => (aheadSeconds > 0 ? 'clock-ahead' : 'clock-behind'))),
      )
    }),
  )
})

test('the order in which clocks were read changes nothing', () => {
  fc.assert(
    fc.property(
      ANY_READINGS.chain((read) => fc.tuple(fc.constant(read), fc.shuffledSubarray(read, { minLength: read.length }))),
      ([readings, shuffled]) => {
        expect(judgeClocks(shuffled)).toEqual(judgeClocks(readings))
      },
    ),
  )
})

test('a clock is read at the middle of the round trip, a whole second in the middle of what it may mean', () => {
  const read = readClock('vendor', { sentAt: 10_000, receivedAt: 10_400, theirs: 13_000, resolutionMs: 1000 })
  expect(read).toEqual({ clock: 'vendor', offsetSeconds: 3.3, uncertaintySeconds: 0.7, trusted: true })
})

test('the true offset lies within the uncertainty, however the way there and back differ', () => {
  const times = fc.record({ offset: fc.integer({ min: -1e9, max: 1e9 }), there: fc.nat(30_000), back: fc.nat(30_000) })
  fc.assert(
    fc.property(times, fc.nat(2e12), ({ offset, there, back }, sentAt) => {
      const theirs = Math.floor((sentAt + there + offset) / 1000) * 1000
      const read = readClock('vendor', { sentAt, receivedAt: sentAt + there + back, theirs, resolutionMs: 1000 })
      expect(Math.abs(read.offsetSeconds - offset / 1000)).toBeLessThanOrEqual(read.uncertaintySeconds + 0.001)
    }),
  )
})
