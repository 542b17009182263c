import { beforeAll, expect, test } from 'vitest'
import { DEMO_KEY } from '../../domain/key-text/testing/sample-keys.ts'
import { crashed } from '../testing/crashes.ts'
import { builtProgram } from '../testing/program.ts'

let main: string
beforeAll(async () => {
  main = await builtProgram()
}, 120_000)

test.each(Array.from({ length: 40 }, (_, i) => 100 + i))(
  'seed %i: killed at five moments, every GLPI ends with its key',
  async (seed) => {
    const { code, err, without, other } = await crashed(main, seed, 60, 5, DEMO_KEY)
    expect({ code, without, other, err }).toMatchObject({ code: 0, without: [], other: [] })
  },
)
