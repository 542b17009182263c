import { expect, test } from 'vitest'
import { clockWordsOf, UNSETTLED } from './clock-words.ts'
import { CLOCKS } from './clocks.ts'

const HOUR = 3600
const DAY = 24 * HOUR

const EVERY = CLOCKS.flatMap((clock) =>
  [-10 * 365 * DAY, -DAY - 400, -HOUR, 400, 2 * HOUR].map((aheadSeconds) =>
    clockWordsOf({ clock, aheadSeconds, wrong: true }),
  ),
)

test('no two sentences share an id, and each is one or two short ones', () => {
  const words = [UNSETTLED, ...EVERY.flatMap(({ which, falsifies, remedies }) => [which, falsifies].concat(remedies))]
  const byId = new Map(words.map(({ id, message }) => [id, message]))
  expect(new Set(byId.values()).size).toBe(byId.size)
  expect(words.every(({ id, message }) => byId.get(id) === message)).toBe(true)
  for (const message of byId.values()) expect(message).toMatch(/^[A-Z][^!'"{}]{15,170}\.$/)
})

const remedies = (aheadSeconds: number, clock: (typeof CLOCKS)[number] = 'gateway') =>
  clockWordsOf({ clock, aheadSeconds, wrong: true }).remedies.map(({ id }) => id.replace('clock.remedy.', ''))

test.each<[string, number, string[]]>([
  ['five minutes ahead has no reason of its own', 300, []],
  ['five minutes behind is a machine that stood still', -300, ['paused']],
  ['two hours ahead is a time zone', 2 * HOUR + 20, ['zone']],
  ['two hours behind is a time zone too', -2 * HOUR - 20, ['zone']],
  ['two hours and ten minutes is none', 2 * HOUR + 600, []],
  ['a day is no time zone', DAY, []],
  ['years behind is an empty battery, or an old snapshot', -3 * 365 * DAY, ['battery', 'paused']],
  ['years ahead has no reason of its own', 3 * 365 * DAY, []],
])('%s', (_, aheadSeconds, reasons) => {
  expect(remedies(aheadSeconds)).toEqual([...reasons, 'ntp', 'chrony', 'container'])
})

test('GLPI Network’s clock is not ours to set', () => {
  expect(remedies(-2 * HOUR, 'vendor')).toEqual(['vendor'])
})

test('a computer is set in its own settings', () => {
  expect(remedies(-300, 'browser')).toEqual(['paused', 'computer'])
})
