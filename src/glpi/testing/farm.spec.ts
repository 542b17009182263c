import { afterEach, expect, test } from 'vitest'
import { DEMO_KEY } from '#domain/key-text/testing/sample-keys.ts'
import { fingerprintOf } from '#domain/key.ts'
import { openGlpi } from '../open-glpi.ts'
import { FARM_FAULTS } from './farm-faults.ts'
import { startGlpiFarm, type FarmOptions, type GlpiFarm } from './farm.ts'

let farm: GlpiFarm | undefined
afterEach(() => farm?.close())

async function setAll(options: FarmOptions) {
  const opened = await startGlpiFarm(options)
  farm = opened
  const places = Array.from({ length: options.count }, (_, place) => place)
  const outcomes = await Promise.all(
    places.map(async (place) => {
      const glpi = openGlpi({ connection: { rest: { url: opened.urlOf(place), userToken: opened.userToken } } })
      const outcome = await glpi.set(DEMO_KEY, new AbortController().signal)
      await glpi.close()
      return outcome
    }),
  )
  return { farm: opened, places, outcomes }
}

test('each GLPI has a key of its own, encrypted with a file of its own', async () => {
  const { farm: sound, places, outcomes } = await setAll({ count: 40 })
  expect(outcomes.filter(({ storage }) => storage !== 'proven')).toEqual([])
  expect(places.filter((place) => sound.keyOf(place) !== DEMO_KEY)).toEqual([])
  expect(new Set(places.map((place) => sound.valueOf(place))).size).toBe(40)
  expect(sound.writesOf(7)).toEqual([fingerprintOf(DEMO_KEY)])
  expect(sound.stats()).toMatchObject({ sessions: 0 })
})

test('as many fail as requested, always the same ones, each with its own fault', async () => {
  const faults = { share: 0.5, seed: 'c', kinds: FARM_FAULTS }
  const { farm: faulty, places, outcomes } = await setAll({ count: 60, faults })
  const failing = places.filter((place) => faulty.faultOf(place) !== null)
  expect(failing.length).toBeGreaterThan(15)
  expect(failing.length).toBeLessThan(45)
  expect(new Set(places.map((place) => faulty.faultOf(place))).size).toBe(FARM_FAULTS.length + 1)
  const unproven = places.filter((place) => outcomes[place]?.storage !== 'proven')
  // what was done before its answer was lost is found to be done
  expect(unproven).toEqual(failing.filter((place) => faulty.faultOf(place) !== 'drop-after-apply'))
})
