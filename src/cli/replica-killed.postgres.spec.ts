import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { readSharedDatabase } from '../server/database-url.ts'
import { keyFile } from '../server/key-file.ts'
import { openData } from '../server/open-data.ts'
import { registrationStore } from '../server/store/registrations.ts'
import { TestGateway } from '../server/testing/gateway.ts'
import { builtProgram, startProgram } from './testing/program.ts'

test('what a replica was asking about when it was killed is asked by another one within a minute', async () => {
  const panel = await TestGateway.open()
  onTestFinished(() => panel.close())
  await panel.call('POST', '/api/instances', { id: 'town', name: 'Town', servicesUrl: panel.sandbox.url })
  const { store, vault } = await openData(panel.folder, { shared: readSharedDatabase(panel.env) })
  const key = { sealedKey: vault.seal(sandboxKey('silent'), 'town'), fingerprint: 'f', keyLength: 7 }
  await registrationStore(store).save('town', { ...key, finding: 'clean' }, 0)
  await store.destroy()

  const folder = mkdtempSync(join(tmpdir(), 'latchkey-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  copyFileSync(keyFile(panel.folder), keyFile(folder))
  const settings = { LATCHKEY_DATA: folder, LATCHKEY_PORT: '0', LATCHKEY_SANDBOX: 'off' }
  const replica = startProgram(await builtProgram(), ['serve'], { ...settings, ...panel.env })
  // it has claimed the key, and waits for an answer that does not come
  await expect.poll(() => panel.sandbox.calls().length).toBe(1)
  replica.child.kill('SIGKILL')
  expect((await replica.ended).signal).toBe('SIGKILL')

  const claimedUntil = await panel.gateway.store.selectFrom('registrations').select('next_check_at').executeTakeFirst()
  const waitsMs = (claimedUntil?.next_check_at ?? 0) - Date.now()
  // and 12 s at most until the next look
  expect(waitsMs).toBeLessThanOrEqual(45_000)
  panel.gateway.scheduler.start()
  panel.passed += 45_000
  panel.gateway.scheduler.wake()
  await expect.poll(() => panel.sandbox.calls().length).toBe(2)
})
