import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { Registration } from '#contract/panel.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { TestGateway } from './testing/gateway.ts'

const HERE = '/api/instances/sandbox/registration'

test('a removal whose line of history cannot be stored removes nothing', async () => {
  const panel = await TestGateway.open()
  await panel.call('PUT', HERE, { key: sandboxKey('standard') })
  const { store } = panel.gateway
  await sql`create trigger no_more_history before insert on history begin select raise(abort, 'no more'); end`.execute(
    store,
  )
  const reply = await panel.call('DELETE', HERE)
  expect(reply.status).toBe(500)
  expect(panel.reports.splice(0)).toEqual([expect.objectContaining({ message: expect.stringContaining('no more') })])
  const { key } = Registration.parse(await panel.json('GET', HERE))
  expect(key).not.toBeNull()
  await sql`drop trigger no_more_history`.execute(store)
  expect(await panel.json('DELETE', HERE)).toMatchObject({ key: null })
  await panel.close()
})
