import { beforeAll, expect, test } from 'vitest'
import { builtProgram } from './testing/program.ts'
import { CHANGE_NAMES, crashedChanges, crashedCommands } from './testing/storage-crashes.ts'
import { noStrace } from './testing/strace.ts'

let main: string
beforeAll(async () => {
  const reason = noStrace()
  if (reason !== null) throw new Error(reason)
  main = await builtProgram()
}, 120_000)

const EVERY_CALL = { first: 0, every: 1 }

test.each(CHANGE_NAMES)('%s: whichever storage call fails, the old state or the new', async (name) => {
  const { wrong, failed } = await crashedChanges(main, name, EVERY_CALL)
  console.log(`${name}: ${failed} calls failed`)
  expect(wrong).toEqual([])
  expect(failed).toBeGreaterThan(50)
})

test.each(['rotate', 'backup'] as const)('%s: whichever storage call fails, nothing is lost', async (name) => {
  const { wrong, failed } = await crashedCommands(main, name, EVERY_CALL)
  console.log(`${name}: ${failed} calls failed`)
  expect(wrong).toEqual([])
  expect(failed).toBeGreaterThan(50)
})
