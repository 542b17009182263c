import { expect, test } from 'vitest'
import { metricsParts } from './metrics.ts'
import type { Watched } from './watched.ts'

const town: Watched = {
  id: 'town-hall',
  name: 'Town hall',
  sandbox: false,
  state: 'expiring',
  checkedAt: '2030-01-01T00:00:00.500Z',
  warning: { kind: 'ends-soon', severity: 'warning', days: 13 },
  expiry: null,
  warnings: [],
}
const unknown: Watched = {
  ...town,
  id: 'branch',
  name: 'The "branch"\nC:\\glpi {x} é',
  state: 'pending',
  checkedAt: null,
  warning: { kind: 'unverified', severity: 'unknown', days: null },
}

const metricsText = (watched: Watched[]) => [...metricsParts(watched)].join('')
const linesOf = (watched: Watched[]) => metricsText(watched).split('\n')

test('days left, the state and the last check of an instance', () => {
  const lines = linesOf([town])
  expect(
    lines.filter((line) => /^# (HELP|TYPE)/.test(line)).map((line) => line.split(' ').slice(1, 3).join(' ')),
  ).toEqual([
    'HELP latchkey_subscription_days_left',
    'TYPE latchkey_subscription_days_left',
    'HELP latchkey_state',
    'TYPE latchkey_state',
    'HELP latchkey_last_check_seconds',
    'TYPE latchkey_last_check_seconds',
  ])
  expect(lines.filter((line) => line.endsWith(' 1'))).toEqual([
    'latchkey_state{id="town-hall",name="Town hall",state="expiring"} 1',
  ])
  expect(lines.filter((line) => line.endsWith(' 0'))).toHaveLength(10)
  expect(lines).toContain('latchkey_subscription_days_left{id="town-hall",name="Town hall"} 13')
  expect(lines).toContain('latchkey_last_check_seconds{id="town-hall",name="Town hall"} 1893456000')
  expect(lines.at(-1)).toBe('')
})

test('what is not known has no number, and a name cannot end its line', () => {
  const lines = linesOf([unknown])
  expect(lines.filter((line) => /^latchkey_(subscription|last)/.test(line))).toEqual([])
  expect(lines).toContain('latchkey_state{id="branch",name="The \\"branch\\"\\nC:\\\\glpi {x} é",state="pending"} 1')
})

test('each metric is named once, however many instances there are', () => {
  const text = metricsText([town, unknown])
  expect(text.match(/^# TYPE/gm)).toHaveLength(3)
  expect(text.match(/^latchkey_state/gm)).toHaveLength(22)
})

test('without instances the metrics are named, and have no samples', () => {
  expect(linesOf([]).filter((line) => line !== '' && !line.startsWith('#'))).toEqual([])
})
