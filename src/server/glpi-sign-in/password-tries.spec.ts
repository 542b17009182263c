import { expect, test } from 'vitest'
import { Failure } from '#net/failure.ts'
import { memoryStates } from '../limit-states.ts'
import type { Tries } from '../sign-in-guard.ts'
import { createPasswordTries } from './password-tries.ts'

const refused = () => Promise.reject(new Failure('glpi-sign-in-refused', 'ERROR_GLPI_LOGIN'))
const tooMany = { code: 'too-many-tries' }

function begin() {
  const lines: string[] = []
  const clock = { now: 0 }
  const states = { addresses: memoryStates<Tries>(), accounts: memoryStates<Tries>() }
  const log = (line: string) => void lines.push(line)
  return { clock, lines, tries: createPasswordTries({ states, at: () => clock.now, log }) }
}

/** Work that ends when it is told to. */
function held() {
  let end = (): void => undefined
  const promise = new Promise<string>((resolve) => (end = () => resolve('in')))
  return { work: () => promise, end: () => end() }
}

test('one password of an account is tried at a time, four from an address, sixteen in all', async () => {
  const { tries } = begin()
  const { work, end } = held()
  const running = [tries.run({ address: 'a', account: '1' }, work)]
  await expect(tries.run({ address: 'b', account: '1' }, work)).rejects.toMatchObject(tooMany)
  for (const account of ['2', '3', '4']) running.push(tries.run({ address: 'a', account }, work))
  await expect(tries.run({ address: 'a', account: '5' }, work)).rejects.toMatchObject(tooMany)
  for (let count = 0; count < 12; count += 1)
    running.push(tries.run({ address: `c${count}`, account: `c${count}` }, work))
  await expect(tries.run({ address: 'd', account: 'd' }, work)).rejects.toMatchObject(tooMany)
  end()
  expect(new Set(await Promise.all(running))).toEqual(new Set(['in']))
  // what was refused before anything was tried has taken no place
  const next = ['1', '2', '3', '4'].map((account) => tries.run({ address: 'a', account }, work))
  expect(await Promise.all(next)).toHaveLength(4)
})

test('only a refusal by GLPI counts', async () => {
  const { tries } = begin()
  const run = (work: () => Promise<unknown>) => tries.run({ address: 'a', account: '1' }, work)
  for (let count = 0; count < 20; count += 1) {
    await run(async () => 'in')
    await expect(run(() => Promise.reject(new Failure('connect-refused')))).rejects.toMatchObject({
      cause: 'connect-refused',
    })
  }
  for (let count = 0; count < 6; count += 1)
    await expect(run(refused)).rejects.toMatchObject({ cause: 'glpi-sign-in-refused' })
  await expect(run(refused)).rejects.toMatchObject(tooMany)
})

test('an account waits wherever it is tried from, and an address whatever it tries', async () => {
  const { tries, clock } = begin()
  for (let count = 0; count < 6; count += 1)
    await tries.run({ address: `a${count}`, account: '1' }, refused).catch(() => 0)
  await expect(tries.run({ address: 'new', account: '1' }, refused)).rejects.toMatchObject(tooMany)
  for (let count = 0; count < 6; count += 1)
    await tries.run({ address: 'b', account: `b${count}` }, refused).catch(() => 0)
  await expect(tries.run({ address: 'b', account: 'new' }, refused)).rejects.toMatchObject(tooMany)
  clock.now = 1000
  expect(await tries.run({ address: 'b', account: '1' }, async () => 'in')).toBe('in')
})

test('the log says how many there were, and of whom nothing', async () => {
  const { tries, lines } = begin()
  for (let count = 0; count < 3; count += 1)
    await tries.run({ address: 'a', account: 'town ada' }, refused).catch(() => 0)
  tries.stop()
  expect(lines).toEqual(['in the last minute, sign-ins that a GLPI refused: 3, from one address'])
})
