import { beforeAll, describe, expect, test } from 'vitest'
import { isFullRun } from '../bin/full-run.ts'
import { crashedSignIns } from './testing/crashed-sign-ins.ts'
import { builtProgram } from './testing/program.ts'
import { CHANGE_NAMES, crashedChanges, crashedCommands } from './testing/storage-crashes.ts'
import { noStrace } from './testing/strace.ts'

let main: string
beforeAll(async () => {
  main = await builtProgram()
})

const reason = noStrace()

/** In a full run, three times as many calls fail. */
const SPREAD = isFullRun ? 1 : 3

describe.skipIf(reason !== null)(`storage calls that fail${reason === null ? '' : ` (skipped: ${reason})`}`, () => {
  test.each(CHANGE_NAMES)('%s: the old state or the new', async (name) => {
    const { wrong, failed } = await crashedChanges(main, name, { first: 3, every: 17 * SPREAD })
    expect(wrong).toEqual([])
    expect(failed).toBeGreaterThan(0)
  })

  test('sign-in: the link or its session', async () => {
    const { wrong, failed } = await crashedSignIns(main, { first: 3, every: 7 * SPREAD })
    expect(wrong).toEqual([])
    expect(failed).toBeGreaterThan(0)
  })

  test.each(['rotate', 'backup'] as const)('%s: nothing is lost', async (name) => {
    const { wrong, failed } = await crashedCommands(main, name, { first: 3, every: 23 * SPREAD })
    expect(wrong).toEqual([])
    expect(failed).toBeGreaterThan(0)
  })
})
