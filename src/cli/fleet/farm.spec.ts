import { afterEach, expect, test } from 'vitest'
import { DEMO_KEY } from '../../domain/key-text/testing/sample-keys.ts'
import { NO_FAULTS } from '#glpi/testing/farm-faults.ts'
import { farmFleet, type FarmFleet } from '../testing/farm-fleet.ts'
import { latchkey, parseLines } from '../testing/latchkey.ts'

let fleet: FarmFleet | undefined
afterEach(() => fleet?.close())

async function apply({ file, env }: FarmFleet, ...more: string[]) {
  const { code, out } = await latchkey(['fleet', 'apply', '--no-check', '--file', file, ...more], {
    env: env(DEMO_KEY),
  })
  const lines = parseLines(out)
  return {
    code,
    lines: new Map(lines.map((line) => [line['instance'], line])),
    end: lines.find(({ line }) => line === 'end'),
  }
}

const namesOf = (places: number[]) => places.map((place) => `glpi-${place}`)

test('a fifth fails at random: exactly those are reported, and a second run touches only them', async () => {
  const kinds = ['error-500', 'hang-up', 'right-missing', 'sign-in-refused', 'crypt-missing'] as const
  fleet = await farmFleet({ count: 80, latencyMs: 1, faults: { share: 0.2, seed: 'a fifth', kinds } })
  const { farm, places } = fleet
  const faulty = places.filter((place) => farm.faultOf(place) !== null)
  const isReported = (end: Record<string, unknown> | undefined) => new Set([end?.['failed']].flat())
  expect(faulty.length).toBeGreaterThan(10)
  const first = await apply(fleet)
  expect(first.code).toBe(8)
  expect(isReported(first.end)).toEqual(new Set(namesOf(faulty)))
  for (const place of faulty) expect(first.lines.get(`glpi-${place}`)?.['cause']).toBeTypeOf('string')
  // from here on every question to any of the others would fail it
  farm.setFaults({ share: 1, seed: '', kinds: ['error-500'] })
  const second = await apply(fleet)
  expect([second.code, second.end?.['counts']]).toEqual([
    8,
    { 'done-before': 80 - faulty.length, failed: faulty.length },
  ])
  expect(isReported(second.end)).toEqual(new Set(namesOf(faulty)))
  farm.setFaults(NO_FAULTS)
  const third = await apply(fleet)
  expect([third.code, third.end?.['failed']]).toEqual([0, []])
  expect(places.filter((place) => farm.keyOf(place) !== DEMO_KEY)).toEqual([])
  const untouched = places.filter((place) => !faulty.includes(place))
  expect(untouched.filter((place) => farm.writesOf(place).length !== 1)).toEqual([])
  const { most, sessions } = farm.stats()
  expect(sessions).toBe(0)
  // that the limit is also reached is for `for-each-limited.spec.ts`: on a loaded machine eight may never meet here
  expect(most).toBeLessThanOrEqual(8)
  expect(most).toBeGreaterThan(1)
})

test('after a run that ended well, instances are inspected again: an unchanged value is known by its hash, another one is replaced', async () => {
  fleet = await farmFleet({ count: 12 })
  const { farm, places } = fleet
  await apply(fleet)
  farm.store(5, 'another key')
  farm.store(7, null)
  const { code, end } = await apply(fleet, '--concurrency', '3')
  expect([code, end?.['counts']]).toEqual([0, { kept: 10, replaced: 1, set: 1 }])
  expect(places.filter((place) => farm.keyOf(place) !== DEMO_KEY)).toEqual([])
  expect(places.map((place) => farm.writesOf(place).length)).toEqual(
    places.map((place) => (place === 5 || place === 7 ? 2 : 1)),
  )
})

test('an answer that is lost after the write makes no second one', async () => {
  fleet = await farmFleet({ count: 10, faults: { share: 1, seed: '', kinds: ['drop-after-apply'] } })
  const { code, end } = await apply(fleet)
  expect([code, end?.['counts']]).toEqual([0, { set: 10 }])
  expect(fleet.places.filter((place) => fleet?.farm.writesOf(place).length !== 1)).toEqual([])
})
