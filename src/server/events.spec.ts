import { afterEach, beforeEach, expect, test } from 'vitest'
import { PageEvent } from '#contract/page-events.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { MOST_STREAMS } from './event-bus.ts'
import { changesOfOthers } from './store/other-writers.ts'
import { TestGateway } from './testing/gateway.ts'

let panel: TestGateway
beforeEach(async () => {
  panel = await TestGateway.open()
})
afterEach(() => panel.close())

const HERE = '/api/instances/sandbox/registration'

/** One open page. */
async function follow() {
  const reply = await panel.call('GET', '/api/events')
  const reader = reply.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  return {
    reply,
    /** Everything received so far, up to `event`. */
    async until(event: PageEvent): Promise<string> {
      while (!text.includes(`data: ${JSON.stringify(event)}\n\n`)) {
        const { done, value } = (await reader?.read()) ?? { done: true }
        if (done) throw new Error(`the stream ended: ${text}`)
        text += value
      }
      return text
    },
    async toTheEnd(): Promise<string> {
      for (;;) {
        const { done, value } = (await reader?.read()) ?? { done: true }
        if (done) return text
        text += value
      }
    },
    close: () => reader?.cancel(),
  }
}

const CHANGED: PageEvent = { type: 'instance', id: 'sandbox' }
const LIST: PageEvent = { type: 'instances' }

test('it is never stored, never compressed, and held back by no proxy', async () => {
  const page = await follow()
  expect(Object.fromEntries(page.reply.headers)).toMatchObject({
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
  expect(page.reply.headers.has('content-encoding')).toBe(false)
  await page.close()
})

test.each<[string, PageEvent, () => Promise<unknown>]>([
  ['a key is saved', CHANGED, () => panel.call('PUT', HERE, { key: sandboxKey('standard') })],
  ['GLPI Network is asked', CHANGED, () => panel.call('POST', `${HERE}/refresh`)],
  ['an instance is added', LIST, () => panel.call('POST', '/api/instances', { id: 'town', name: 'Town' })],
])('it tells when %s, and not what', async (_, event, change) => {
  const page = await follow()
  await change()
  expect(await page.until(event)).not.toContain(sandboxKey('standard').slice(0, 12))
  await page.close()
})

test('settings and removals are told', async () => {
  await panel.call('POST', '/api/instances', { id: 'town', name: 'Town' })
  const page = await follow()
  await panel.call('PUT', '/api/instances/town/settings', { name: 'Town hall' })
  expect(await page.until({ type: 'instance', id: 'town' })).not.toContain('Town hall')
  await panel.call('DELETE', '/api/instances/town')
  await page.until(LIST)
  await page.close()
})

test('signing out ends the streams of that sign-in', async () => {
  const page = await follow()
  await panel.call('DELETE', '/api/session')
  expect(await page.toTheEnd()).not.toContain('instance')
})

test('a sign-in that is over ends its streams with the next beat', async () => {
  const page = await follow()
  panel.passed = 31 * 60_000
  await panel.gateway.events.beat()
  expect(await page.toTheEnd()).toContain('{"type":"session-ended"}')
})

test('the gateway stops, whoever follows', async () => {
  const page = await follow()
  await panel.gateway.stop()
  expect(await page.toTheEnd()).toBe('')
  await panel.start()
})

test('too many windows are refused, and leave room when they close', async () => {
  const pages = await Promise.all(Array.from({ length: MOST_STREAMS }, follow))
  expect(await panel.json('GET', '/api/events')).toMatchObject({ code: 'too-many-streams', status: 429 })
  await pages[0]?.close()
  expect((await follow()).reply.status).toBe(200)
})

test('what another process has written is noticed once', async () => {
  const mine = changesOfOthers(panel.gateway.store)
  expect(await mine.haveWritten()).toBe(false)
  await panel.call('POST', '/api/instances', { id: 'own', name: 'Own' })
  expect(await mine.haveWritten()).toBe(false)
  const theirs = await panel.openStoreBeside()
  await theirs.updateTable('instances').set({ name: 'Renamed' }).execute()
  await theirs.destroy()
  expect(await mine.haveWritten()).toBe(true)
  expect(await mine.haveWritten()).toBe(false)
})
