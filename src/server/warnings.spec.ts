import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { TestGateway } from './testing/gateway.ts'

/** More than the ten listeners that Node lets one signal have without a word. */
const MANY = 12

test('however many questions are under way at once, Node warns of nothing', async () => {
  const warnings: string[] = []
  const note = ({ name, message }: Error) => void warnings.push(`${name}: ${message}`)
  process.on('warning', note)
  const panel = await TestGateway.open()
  const { checker, instances } = panel.gateway
  const sandbox = await instances.find('sandbox')
  if (!sandbox) throw new Error('there is no sandbox')
  // each of another id, so that none joins another
  const asked = Array.from({ length: MANY }, (_, at) =>
    checker.ask({ ...sandbox, uid: `uid-${at}` }, sandboxKey('standard'), 'en'),
  )
  expect((await Promise.all(asked)).map(({ verdict }) => verdict)).toEqual(Array(MANY).fill('accepted'))
  await panel.close()
  // a warning is told in a turn of its own
  await turn()
  process.off('warning', note)
  expect(warnings).toEqual([])
})
