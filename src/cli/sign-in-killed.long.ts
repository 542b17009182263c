import { expect, test } from 'vitest'
import { killedSignIns } from './testing/killed-sign-ins.ts'
import { builtProgram } from './testing/program.ts'

/** From before the request is read to after the reply. */
const MOMENTS = Array.from({ length: 200 }, (_, at) => (at % 40) / 4)

test('killed at 200 moments of a sign-in: one session, for the browser that asks first', async () => {
  expect((await killedSignIns(await builtProgram(), MOMENTS)).wrong).toEqual([])
}, 1_800_000)

test('killed a hundred times after the session is stored and before the reply: the same browser gets its session', async () => {
  const kills = Array.from({ length: 100 }, () => 'reply' as const)
  expect(await killedSignIns(await builtProgram(), kills)).toEqual({ wrong: [], lost: 100 })
}, 1_800_000)
