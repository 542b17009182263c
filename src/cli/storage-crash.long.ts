import { beforeAll, expect, test } from 'vitest'
import { crashedSignIns } from './testing/crashed-sign-ins.ts'
import { builtProgram } from './testing/program.ts'
import { CHANGE_NAMES, crashedChanges, crashedCommands } from './testing/storage-crashes.ts'
import { noStrace } from './testing/strace.ts'

let main: string
beforeAll(async () => {
  const reason = noStrace()
  if (reason !== null) throw new Error(reason)
  main = await builtProgram()
}, 120_000)

/** Together they are every storage call with every fault. */
const PARTS = 12
const parts = <Name>(names: readonly Name[]) =>
  names.flatMap((name) => Array.from({ length: PARTS }, (_, first) => ({ name, first })))

test.each(parts(CHANGE_NAMES))('$name, part $first: the old state or the new', async ({ name, first }) => {
  const { wrong, failed } = await crashedChanges(main, name, { first, every: PARTS })
  expect(wrong).toEqual([])
  expect(failed).toBeGreaterThan(3)
})

test.each(parts(['sign-in']))('$name, part $first: the link or its session', async ({ first }) => {
  const { wrong, failed } = await crashedSignIns(main, { first, every: PARTS })
  expect(wrong).toEqual([])
  expect(failed).toBeGreaterThan(3)
})

test.each(parts(['rotate', 'backup'] as const))('$name, part $first: nothing is lost', async ({ name, first }) => {
  const { wrong, failed } = await crashedCommands(main, name, { first, every: PARTS })
  expect(wrong).toEqual([])
  expect(failed).toBeGreaterThan(3)
})
