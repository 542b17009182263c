import { expect, test } from 'vitest'
import { foldHistory, joinOutcomes, type Band, type PastEvent } from './history-bands.ts'

const DAY = 86_400_000
const START = Date.parse('2030-01-01T00:00:00.000Z')
const day = (days: number) => new Date(START + days * DAY).toISOString()

/** A check on the day `from`, counted on until the day `to`. */
const check = (from: number, to = from, more: Partial<PastEvent> = {}): PastEvent => ({
  event: 'checked',
  firstAt: day(from),
  lastAt: day(to),
  count: Math.round(to - from) + 1,
  fingerprint: 'a',
  state: 'active',
  verdict: 'accepted',
  cause: null,
  trigger: 'schedule',
  beginsAt: null,
  endsAt: null,
  ...more,
})
const change = (event: PastEvent['event'], at: number, fingerprint = 'a'): PastEvent =>
  check(at, at, {
    event,
    fingerprint,
    state: event === 'removed' ? 'none' : 'pending',
    verdict: 'not-asked',
    trigger: 'person',
  })
const outcome = (at: number, fingerprint = 'a', more: Partial<PastEvent> = {}): PastEvent =>
  check(at, at, { trigger: 'save', fingerprint, ...more })
const silent: Partial<PastEvent> = { state: 'unconfirmed', verdict: 'no-answer', cause: 'dns-not-found' }

/** "0–3 active a", in days. */
function wordsOf(band: Band): string {
  const from = (band.from - START) / DAY
  const to = (band.to - START) / DAY
  if (band.kind === 'not-asked') return `${from}–${to} not asked`
  return `${from}–${to} ${band.kind === 'no-answer' ? 'no answer, ' : ''}${band.state} ${band.fingerprint ?? '–'}`
}

test.each<[what: string, oldestFirst: PastEvent[], now: number, bands: string[], keys: string[]]>([
  ['nothing', [], 5, [], []],
  ['one event, just now', [change('saved', 5)], 5, [], ['a 5–5']],
  ['one event', [check(0)], 1, ['0–1 active a'], ['a 0–1']],
  ['one event, and nothing since', [check(0)], 9, ['0–2 active a', '2–9 not asked'], ['a 0–9']],
  ['checks that are counted on one line', [check(0, 30)], 31, ['0–31 active a'], ['a 0–31']],
  ['a save and the answer to it', [change('saved', 0), outcome(0.001)], 1, ['0–1 active a'], ['a 0–1']],
  ['a save without an answer yet', [change('saved', 0)], 1, ['0–1 pending a'], ['a 0–1']],
  [
    'no answer for two days',
    [check(0, 3), check(4, 5, silent), check(6)],
    7,
    ['0–4 active a', '4–6 no answer, unconfirmed a', '6–7 active a'],
    ['a 0–7'],
  ],
  [
    'nobody asked for a week',
    [check(0, 3), check(10)],
    11,
    ['0–5 active a', '5–10 not asked', '10–11 active a'],
    ['a 0–11'],
  ],
  [
    'without an answer, and yet known: GLPI holds another key',
    [check(0), check(1, 1, { ...silent, state: 'differs' })],
    2,
    ['0–1 active a', '1–2 differs a'],
    ['a 0–2'],
  ],
  [
    'one key after another',
    [check(0, 4), change('replaced', 5, 'b'), outcome(5, 'b'), check(6, 7, { fingerprint: 'b' })],
    8,
    ['0–5 active a', '5–8 active b'],
    ['a 0–5', 'b 5–8'],
  ],
  [
    'a key that was removed stays away without a check',
    [check(0), change('removed', 1), change('restored', 20), outcome(20)],
    21,
    ['0–1 active a', '1–20 none –', '20–21 active a'],
    ['a 0–1', 'a 20–21'],
  ],
  [
    'two events at the same instant: the later one stands',
    [change('saved', 0), change('replaced', 0, 'b')],
    1,
    ['0–1 pending b'],
    ['a 0–0', 'b 0–1'],
  ],
  [
    'our clock was set back between two events',
    [check(5), check(3, 3, { state: 'ended', verdict: 'ended' })],
    6,
    ['3–5 ended a', '5–6 active a'],
    ['a 3–6'],
  ],
  [
    'our clock is behind the last event',
    [check(0), check(2, 2, { state: 'ended', verdict: 'ended' })],
    1,
    ['0–2 active a'],
    ['a 0–2'],
  ],
  [
    'lines that overlap',
    [check(0, 6), check(4, 7, { state: 'ended', verdict: 'ended' })],
    8,
    ['0–4 active a', '4–8 ended a'],
    ['a 0–8'],
  ],
])('bands: %s', (_, oldestFirst, now, bands, keys) => {
  const folded = foldHistory(oldestFirst.toReversed(), START + now * DAY)
  expect(folded.bands.map(wordsOf)).toEqual(bands)
  expect(
    folded.keys.map(({ fingerprint, from, to }) => `${fingerprint} ${(from - START) / DAY}–${(to - START) / DAY}`),
  ).toEqual(keys)
})

const yearTo = (end: number): Partial<PastEvent> => ({ beginsAt: day(end - 365), endsAt: day(end) })

test.each<[what: string, oldestFirst: PastEvent[], rungs: string[]]>([
  ['no period is known', [check(0)], []],
  [
    'an end in the future',
    [check(0, 3, yearTo(100))],
    ['60 on 39', '30 on 69', '14 on 85', '7 on 92', '1 on 98', '0 on 99', 'ended on 100'],
  ],
  [
    'rungs from before the history are left out',
    [check(0, 3, yearTo(10))],
    ['7 on 2', '1 on 8', '0 on 9', 'ended on 10'],
  ],
  [
    'a trial has its own ladder',
    [check(0, 3, { beginsAt: day(-1), endsAt: day(14) })],
    ['7 on 6', '3 on 10', '1 on 12', '0 on 13', 'ended on 14'],
  ],
  [
    'renewed: the old end is of no more concern',
    [check(0, 5, yearTo(10)), check(6, 7, yearTo(375))],
    ['7 on 2', '60 on 314', '30 on 344', '14 on 360', '7 on 367', '1 on 373', '0 on 374', 'ended on 375'],
  ],
  ['replaced by another key', [check(0, 5, yearTo(10)), change('replaced', 6, 'b')], ['7 on 2']],
  ['removed', [check(0, 5, yearTo(10)), change('removed', 6)], ['7 on 2']],
  ['GLPI holds another key', [check(0, 5, yearTo(10)), check(6, 7, { ...yearTo(10), state: 'differs' })], ['7 on 2']],
])('rungs: %s', (_, oldestFirst, rungs) => {
  const folded = foldHistory(oldestFirst.toReversed(), START + 7 * DAY)
  expect(folded.rungs.map(({ rung, at }) => `${rung} on ${(at - START) / DAY}`)).toEqual(rungs)
})

test.each<[what: string, oldestFirst: PastEvent[], rows: string[]]>([
  ['a save and its answer are one row', [change('saved', 0), outcome(0)], ['saved active 1']],
  [
    'the same checked again by a save',
    [change('saved', 0), { ...outcome(0), count: 2 }],
    ['saved active 1', 'checked active 2'],
  ],
  ['the answer to another key', [change('saved', 0), outcome(0, 'b')], ['saved pending 1', 'checked active 1']],
  ['a later check by the schedule', [change('saved', 0), check(1)], ['saved pending 1', 'checked active 1']],
  ['two answers', [change('saved', 0), outcome(0), outcome(1)], ['saved active 1', 'checked active 1']],
  ['a removal has no answer', [change('removed', 0), outcome(0)], ['removed none 1', 'checked active 1']],
  ['an answer whose save is forgotten', [outcome(0), check(1)], ['checked active 1', 'checked active 1']],
])('rows: %s', (_, oldestFirst, rows) => {
  const joined = joinOutcomes(oldestFirst.toReversed()).toReversed()
  expect(joined.map(({ event, state, count }) => `${event} ${state} ${count}`)).toEqual(rows)
})
