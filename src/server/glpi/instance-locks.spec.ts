import { expect, test } from 'vitest'
import { createInstanceLocks } from './instance-locks.ts'

const later = () => new Promise((resolve) => setImmediate(resolve))

test('one after the other under one name, in their order, whatever becomes of them', async () => {
  const locks = createInstanceLocks()
  const said: string[] = []
  const work = (name: string, fails = false) =>
    locks.run('town', async () => {
      said.push(`${name} begins`)
      await later()
      said.push(`${name} ends`)
      if (fails) throw new Error(name)
      return name
    })
  const outcomes = await Promise.allSettled([work('first'), work('second', true), work('third')])
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(said).toEqual(['first begins', 'first ends', 'second begins', 'second ends', 'third begins', 'third ends'])
})

test('under other names, at once; idle once nothing runs, what came meanwhile included', async () => {
  const locks = createInstanceLocks()
  const said: string[] = []
  const town = locks.run('town', async () => {
    await later()
    void locks.run('town', async () => {
      await later()
      said.push('town again')
    })
    said.push('town')
  })
  await locks.run('harbour', async () => void said.push('harbour'))
  expect(said).toEqual(['harbour'])
  await locks.idle()
  await town
  expect(said).toEqual(['harbour', 'town', 'town again'])
})
