import { expect, test } from 'vitest'
import { killedSignIns } from './testing/killed-sign-ins.ts'
import { builtProgram } from './testing/program.ts'

test('killed after the session is stored and before the reply: the same browser gets its session', async () => {
  expect(await killedSignIns(await builtProgram(), ['reply', 'reply'])).toEqual({ wrong: [], lost: 2 })
})

test('killed at any moment of a sign-in: one session, for the browser that asks first', async () => {
  expect((await killedSignIns(await builtProgram(), [0, 1, 3, 9])).wrong).toEqual([])
})
