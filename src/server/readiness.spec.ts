import { expect, test } from 'vitest'
import { TestGateway } from './testing/gateway.ts'

test('ready while it can save, and read what is saved', async () => {
  const panel = await TestGateway.open()
  const ask = async () => {
    const reply = await panel.call('GET', '/api/ready', undefined, { cookie: '' })
    return [reply.status, await reply.json()]
  }
  expect(await ask()).toEqual([200, { status: 'ready' }])
  await panel.gateway.store.updateTable('store_facts').set({ value: 'x' }).where('name', '=', 'canary').execute()
  // an answer counts for a moment, whoever asks
  expect(await ask()).toEqual([200, { status: 'ready' }])
  panel.passed += 5000
  expect(await ask()).toMatchObject([503, { code: 'not-ready' }])
  await panel.close()
})

test('not ready when the store takes no write', async () => {
  const panel = await TestGateway.open()
  await panel.gateway.store.schema.dropTable('store_facts').execute()
  const reply = await panel.call('GET', '/api/ready', undefined, { cookie: '' })
  expect([reply.status, panel.reports.length]).toEqual([503, 1])
  panel.reports = []
  await panel.close()
})
