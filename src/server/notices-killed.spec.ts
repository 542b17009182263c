import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { freePort } from '#net/testing/free-port.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { TestGateway } from './testing/gateway.ts'

const RECEIVER = fileURLToPath(new URL('../notices/testing/mortal-receiver.mjs', import.meta.url))
const MINUTE = 60_000

let panel: TestGateway
beforeEach(async () => {
  panel = await TestGateway.open()
  await panel.gateway.noteAddress('https://latchkey.example')
})
afterEach(() => panel.close())

async function startReceiver(protocol: string, port: number, file: string, phase = 'none') {
  const receiver = fork(RECEIVER, [protocol, String(port), file, phase], { stdio: 'ignore' })
  await once(receiver, 'message')
  return receiver
}

async function addRecipient(protocol: string, port: number): Promise<void> {
  const mail = { host: '127.0.0.1', port, tls: 'none', user: null, from: 'latchkey@example.org', ca: null }
  expect((await panel.call('PUT', '/api/notices/mail', mail)).status).toBe(200)
  const target =
    protocol === 'smtp'
      ? { kind: 'email', target: 'ann@example.org' }
      : { kind: 'webhook', target: `http://127.0.0.1:${port}/hook`, secret: 'whsec_c2VjcmV0' }
  const wishes = { name: 'Ann', language: 'en', rungs: [7], troubles: [], instances: ['sandbox'], quiet: null }
  const form = { ...wishes, ...target, delivery: 'at-once', digestAt: '08:00', zone: 'UTC' }
  expect((await panel.call('POST', '/api/notices/recipients', form)).status).toBe(201)
  await panel.json('PUT', '/api/instances/sandbox/registration', { key: sandboxKey('ends-in-6') })
}

async function watch(): Promise<void> {
  await panel.gateway.noticeService.watch()
  await panel.gateway.noticeService.settled()
}

/** Sends to a receiver that kills itself in `phase`, then to one that lives, and again after a restart. @returns the ids that were taken. */
async function sendAcrossDeath(protocol: string, phase: string): Promise<string[]> {
  const port = await freePort()
  const file = join(panel.folder, 'taken')
  const mortal = await startReceiver(protocol, port, file, phase)
  const died = once(mortal, 'exit')
  await addRecipient(protocol, port)
  await watch()
  expect(await died).toEqual([null, 'SIGKILL'])
  const whole = await startReceiver(protocol, port, file)
  const ended = once(whole, 'exit')
  panel.passed += 2 * MINUTE
  await watch()
  await panel.gateway.stop()
  await panel.start()
  panel.passed += 2 * MINUTE
  await watch()
  whole.kill('SIGKILL')
  await ended
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []
}

test.each([
  ['smtp', 'sender'],
  ['smtp', 'data'],
  ['smtp', 'whole'],
  ['http', 'connected'],
  ['http', 'whole'],
])('a %s server that is killed (%s) before it took the message gets it once', async (protocol, phase) => {
  expect(await sendAcrossDeath(protocol, phase)).toHaveLength(1)
})

test.each(['smtp', 'http'])(
  'a %s server that is killed after it took the message gets it again, under the same id',
  async (protocol) => {
    const [first, second, ...more] = await sendAcrossDeath(protocol, 'taken')
    expect(first).toMatch(/^<?[0-9a-f-]{36}(@latchkey>)?$/)
    expect([second, more]).toEqual([first, []])
  },
)
