import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { SettingsError } from '#server/settings.ts'
import { listenAt } from './listen.ts'

const HERE = { host: '127.0.0.1', port: 0, dataFolder: '', servicesUrl: '', sandboxPort: null, consoleAllowed: false }

/** Asks once connected, whether anything answers or not. */
async function ask(url: string, path = '/early') {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  await once(socket, 'connect')
  socket.write(`GET ${path} HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n`)
  let reply = ''
  socket.setEncoding('utf8').on('data', (text: string) => (reply += text))
  // to be cut off is one of the ways to end
  socket.on('error', () => undefined)
  return { ended: new Promise((resolve) => socket.once('close', resolve)), reply: () => reply }
}

test('who comes before the gateway waits for it', async () => {
  const door = await listenAt(HERE)
  const early = await ask(door.url)
  door.open((request, reply) => void reply.end(`answers ${request.url}`))
  const late = await ask(door.url)
  await Promise.all([early.ended, late.ended])
  expect(early.reply()).toMatch(/^HTTP\/1\.1 200 .*answers \/early$/s)
  expect(late.reply()).toMatch(/^HTTP\/1\.1 200 .*answers \/early$/s)
  await door.close()
})

test('who is left by what answers first waits for the gateway', async () => {
  const door = await listenAt(HERE)
  const [waiting, early] = [await ask(door.url, '/early'), await ask(door.url, '/first')]
  const isLeft = door.openFor((request, reply, leave) => (request.url === '/first' ? void reply.end('first') : leave()))
  await Promise.all([early.ended, isLeft])
  expect(early.reply()).toMatch(/^HTTP\/1\.1 200 .*first$/s)
  expect(waiting.reply()).toBe('')
  door.open((request, reply) => void reply.end(`answers ${request.url}`))
  await waiting.ended
  expect(waiting.reply()).toMatch(/^HTTP\/1\.1 200 .*answers \/early$/s)
  await door.close()
})

test('who is left once the gateway has come is answered by it', async () => {
  const door = await listenAt(HERE)
  const leaving = new Promise<() => void>((resolve) => {
    void door.openFor((_request, _reply, leave) => resolve(leave))
  })
  const late = await ask(door.url)
  const leave = await leaving
  door.open((request, reply) => void reply.end(`answers ${request.url}`))
  leave()
  await late.ended
  expect(late.reply()).toMatch(/^HTTP\/1\.1 200 .*answers \/early$/s)
  await door.close()
})

test('who waits when it stops is told to come again', async () => {
  const door = await listenAt(HERE)
  const early = await ask(door.url)
  await door.drain(0)
  await early.ended
  expect(early.reply()).toMatch(/^HTTP\/1\.1 503 /)
  await door.close()
})

test('closes although somebody waits', async () => {
  const door = await listenAt(HERE)
  const early = await ask(door.url)
  await door.close()
  await early.ended
  expect(early.reply()).toBe('')
})

test('an address that cannot be listened on is a wrong setting', async () => {
  const door = await listenAt(HERE)
  const taken = { ...HERE, port: Number(new URL(door.url).port) }
  await expect(listenAt(taken)).rejects.toThrow(
    new SettingsError('The port is taken by another program: choose another with LATCHKEY_PORT.'),
  )
  await expect(listenAt({ ...HERE, host: '203.0.113.1' })).rejects.toThrow(/change LATCHKEY_HOST/)
  await door.close()
})

test.each([
  [JSON.stringify({ status: 'ok', version: '0.1.0', now: '2030-01-01T00:00:00.000Z' }), /^Latchkey itself runs at /],
  ['<!doctype html>', /^The port is taken by another program/],
])('who has the port is named where it is Latchkey itself: %s', async (body, sentence) => {
  const door = await listenAt(HERE)
  door.open((_, reply) => void reply.end(body))
  await expect(listenAt({ ...HERE, port: Number(new URL(door.url).port) })).rejects.toThrow(sentence)
  await door.close()
})
