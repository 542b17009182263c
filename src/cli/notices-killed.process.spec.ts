import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import Database from 'libsql'
import { expect, test } from 'vitest'
import { HookReceiver } from '#notices/testing/hook-receiver.ts'
import { MailReceiver } from '#notices/testing/mail-receiver.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { builtProgram, startProgram } from './testing/program.ts'

const WISHES = { language: 'en', rungs: [7], troubles: [], instances: ['sandbox'], quiet: null, delivery: 'at-once' }
const FORM = { ...WISHES, digestAt: '08:00', zone: 'UTC' }

/** @param line the one that says that it listens. */
async function serve(main: string, folder: string, line: RegExp) {
  const program = startProgram(main, ['serve'], { LATCHKEY_DATA: folder, LATCHKEY_PORT: '0', HOME: folder })
  const lines = createInterface({ input: program.child.stdout })
  for await (const said of lines) {
    const [, origin, token = ''] = line.exec(said) ?? []
    if (origin !== undefined) return { ...program, origin, token }
  }
  throw new Error((await program.ended).err)
}

test('a gateway killed while a mail and a webhook are under way sends each again, under the same id', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-'))
  const main = await builtProgram()
  const post = await MailReceiver.start()
  const hook = await HookReceiver.start()
  const seen: string[] = []
  post.interrupt = (raw) => {
    seen.push(/^Message-ID: (.*)$/im.exec(raw)?.[1] ?? '')
    return new Promise(() => undefined)
  }
  hook.answer = () => new Promise(() => undefined)
  const first = await serve(main, folder, /^Sign in: (http:\/\/[^/]+).*#token=(\S+)/)
  let cookie = ''
  const send = async (method: string, path: string, body: unknown) => {
    const headers = { 'content-type': 'application/json', cookie }
    const reply = await fetch(`${first.origin}/api/${path}`, { method, headers, body: JSON.stringify(body) })
    expect(reply.ok).toBe(true)
    return reply
  }
  cookie = (await send('POST', 'session', { token: first.token })).headers.get('set-cookie')?.split(';')[0] ?? ''
  const mail = { host: '127.0.0.1', port: post.port, tls: 'none', user: null, from: 'latchkey@example.org', ca: null }
  await send('PUT', 'notices/mail', mail)
  await send('PUT', 'instances/sandbox/registration', { key: sandboxKey('ends-in-6') })
  await send('POST', 'notices/recipients', { ...FORM, name: 'Ann', kind: 'email', target: 'ann@example.org' })
  const target = `${hook.url}/hook`
  await send('POST', 'notices/recipients', { ...FORM, name: 'Desk', kind: 'webhook', target, secret: 'whsec_c2VjcmV0' })
  await expect.poll(() => [seen.length, hook.received.length]).toEqual([1, 1])
  first.child.kill('SIGKILL')
  await first.ended
  // the two minutes of its claim are over
  const database = new Database(join(folder, 'latchkey.sqlite'))
  database.exec(`update notice_messages set next_attempt_at = 0 where state = 'queued'`)
  database.close()
  post.interrupt = null
  hook.answer = () => ({ status: 204 })
  const second = await serve(main, folder, /(http:\/\/[^/\s]+)/)
  await expect.poll(() => [post.mails.length, hook.received.length]).toEqual([1, 2])
  second.child.kill('SIGTERM')
  await second.ended
  const third = await serve(main, folder, /(http:\/\/[^/\s]+)/)
  third.child.kill('SIGTERM')
  await third.ended
  expect(post.mails.map(({ headers }) => headers['message-id'])).toEqual(seen)
  const [cut, taken, ...more] = hook.received
  expect([taken?.headers['webhook-id'], more]).toEqual([cut?.headers['webhook-id'], []])
  await Promise.all([post.kill(), hook.kill()])
  rmSync(folder, { recursive: true })
})
