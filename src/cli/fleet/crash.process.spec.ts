import { beforeAll, expect, test } from 'vitest'
import { DEMO_KEY } from '../../domain/key-text/testing/sample-keys.ts'
import { crashed, until } from '../testing/crashes.ts'
import { farmFleet } from '../testing/farm-fleet.ts'
import { builtProgram, startProgram } from '../testing/program.ts'

let main: string
beforeAll(async () => {
  main = await builtProgram()
})

test('killed at any moment and started again, every GLPI ends with its key', async () => {
  const { code, err, without, other, died } = await crashed(main, 1, 60, 4, DEMO_KEY)
  expect({ code, without, other, err }).toMatchObject({ code: 0, without: [], other: [] })
  expect(died).toContain('SIGKILL')
})

test('Ctrl-C ends what was begun, and the next run does the rest', async () => {
  const fleet = await farmFleet({ count: 40, latencyMs: 2 })
  const { farm, places } = fleet
  const args = ['fleet', 'apply', '--no-check', '--file', fleet.file]
  try {
    const { child, ended } = startProgram(main, args, fleet.env(DEMO_KEY))
    await until(() => places.some((place) => farm.writesOf(place).length > 0))
    child.kill('SIGINT')
    const first = await ended
    expect([first.code, first.err]).toMatchObject([130, expect.stringContaining('not begun')])
    const done = places.filter((place) => farm.keyOf(place) === DEMO_KEY)
    expect(done.length).toBeLessThan(40)
    // a session that is left open stays so on a GLPI for hours
    expect(farm.stats().sessions).toBe(0)
    expect((await startProgram(main, args, fleet.env(DEMO_KEY)).ended).code).toBe(0)
    expect(places.filter((place) => farm.writesOf(place).length !== 1)).toEqual([])
  } finally {
    await fleet.close()
  }
})

test('a second Ctrl-C ends at once', async () => {
  const fleet = await farmFleet({ count: 20, latencyMs: 600_000 })
  try {
    const { child, ended } = startProgram(
      main,
      ['fleet', 'apply', '--no-check', '--file', fleet.file],
      fleet.env(DEMO_KEY),
    )
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
    await until(() => fleet.farm.stats().requests > 0)
    child.kill('SIGINT')
    await until(() => said.includes('stopping'))
    child.kill('SIGINT')
    expect((await ended).code).toBe(130)
  } finally {
    await fleet.close()
  }
})
