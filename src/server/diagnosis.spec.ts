import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DiagnosisLine, LatestDiagnosis } from '#contract/diagnosis.ts'
import { History } from '#contract/history.ts'
import { Registration } from '#contract/panel.ts'
import { Report } from '#contract/report.ts'
import { fingerprintOf } from '#domain/key.ts'
import { readSupportCode } from '#domain/support-code.ts'
import { diagnose } from '#glpi-network/diagnose.ts'
import { createFront } from './front.ts'
import { createApp } from './http/app.ts'
import { TestGateway } from './testing/gateway.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'

let panel: TestGateway
beforeEach(async () => {
  panel = await TestGateway.open()
})
afterEach(() => panel.close())

const HERE = '/api/instances/sandbox'
const put = (name: string) => panel.json('PUT', `${HERE}/registration`, { key: sandboxKey(name) })
const latest = async () => LatestDiagnosis.parse(await panel.json('GET', `${HERE}/diagnosis`))
const registration = async () => Registration.parse(await panel.json('GET', `${HERE}/registration`))

/** Someone who looks at a diagnosis, line by line. */
async function look(body: unknown = {}, signal?: AbortSignal) {
  const reply = await panel.call('POST', `${HERE}/diagnosis`, body, {}, signal)
  expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'application/x-ndjson'])
  const reader = reply.body?.pipeThrough(new TextDecoderStream()).getReader()
  const lines: DiagnosisLine[] = []
  let rest = ''
  async function next(): Promise<DiagnosisLine | undefined> {
    while (!rest.includes('\n')) {
      const { done, value } = (await reader?.read()) ?? { done: true }
      if (done) return undefined
      rest += value
    }
    const at = rest.indexOf('\n')
    const line = DiagnosisLine.parse(JSON.parse(rest.slice(0, at)))
    rest = rest.slice(at + 1)
    lines.push(line)
    return line
  }
  const until = async (wanted: (line: DiagnosisLine) => boolean) => {
    for (let line = await next(); line; line = await next()) if (wanted(line)) return line
    return undefined
  }
  return { lines, until, rest: () => until(() => false).then(() => lines), leave: async () => reader?.cancel() }
}

const asksTheVendor = (line: DiagnosisLine) => line.line === 'start' && line.stage === 'http'
const calls = () => panel.sandbox.calls().filter(({ path }) => path.startsWith('/api/registration'))

test('the steps come as lines, and the whole is kept, over a restart too', async () => {
  await put('standard')
  const lines = await (await look()).rest()
  expect([lines[0]?.line, lines.at(-1)?.line]).toEqual(['begin', 'end'])
  const kept = await latest()
  expect(kept?.steps.map((step) => ({ line: 'step', ...step }))).toEqual(lines.filter(({ line }) => line === 'step'))
  expect(kept).toMatchObject({ conclusion: { headline: null }, supportCode: expect.stringMatching(/^\w{3}-\w{3}$/) })
  await panel.gateway.stop()
  await panel.start()
  expect(await latest()).toEqual(kept)
})

test('a diagnosis with the saved key is a check by a person, known when the last line comes', async () => {
  await put('ends-in-6')
  const viewer = await look()
  await viewer.until(({ line }) => line === 'end')
  expect(await registration()).toMatchObject({ state: 'expiring', freshness: { by: 'person', source: 'live' } })
  const { entries } = History.parse(await panel.json('GET', `${HERE}/history`))
  expect(entries[0]).toMatchObject({ event: 'checked', state: 'expiring', trigger: 'person' })
})

test('the last line waits until the run is kept', async () => {
  const { diagnoses } = panel.gateway
  const kept = diagnoses.save.bind(diagnoses)
  let isAsked = false
  let goOn: () => void = () => undefined
  const gate = new Promise<void>((resolve) => (goOn = resolve))
  diagnoses.save = async (...run) => {
    isAsked = true
    await gate
    await kept(...run)
  }
  const viewer = await look()
  const ended = viewer.until(({ line }) => line === 'end').then(() => 'the last line')
  await expect.poll(() => isAsked).toBe(true)
  // another answer comes meanwhile, that line does not
  await registration()
  expect(await Promise.race([ended, Promise.resolve('nothing yet')])).toBe('nothing yet')
  goOn()
  await ended
  await viewer.rest()
  expect(viewer.lines.filter(({ line }) => line === 'end')).toHaveLength(1)
})

test.each([
  ['another key', { key: sandboxKey('refused') }, 'key-refused'],
  ['half a key', { key: sandboxKey('standard').slice(0, 90) }, 'key-damaged'],
  ['a token of GLPI', { key: 'abcdefghij0123456789ABCDEFGHIJ0123456789' }, 'key-wrong-secret'],
])('%s is judged and changes nothing of the saved one', async (name, form, headline) => {
  await put('standard')
  const before = await registration()
  const asked = calls().length
  const end = await (await look(form)).until(({ line }) => line === 'end')
  expect(end).toMatchObject({ conclusion: { headline } })
  expect(await registration()).toMatchObject({ state: 'active', freshness: { by: before.freshness.by } })
  // what is no key is never sent
  expect(calls().length - asked).toBe(name === 'another key' ? 1 : 0)
})

test('without any key only the path to GLPI Network is tested', async () => {
  const end = await (await look()).until(({ line }) => line === 'end')
  expect(end).toMatchObject({ conclusion: { headline: null, others: [] } })
  expect(await registration()).toMatchObject({ state: 'none' })
  expect(panel.sandbox.calls().filter(({ key }) => key !== null)).toEqual([])
})

const rename = { name: 'Other name' }
const move = (servicesUrl: string) => panel.json('PUT', '/api/instances/town/settings', { ...rename, servicesUrl })

test('a run belongs to the key it was about', async () => {
  await (await look()).rest()
  expect(await latest()).toMatchObject({ outdated: null, fingerprint: null })
  await put('standard')
  expect(await latest()).toMatchObject({ outdated: 'key-saved', fingerprint: null })
  await (await look()).rest()
  expect(await latest()).toMatchObject({ outdated: null, fingerprint: fingerprintOf(sandboxKey('standard')) })
  await (await look({ key: sandboxKey('basic') })).rest()
  expect(await latest()).toMatchObject({ outdated: 'other-key', fingerprint: fingerprintOf(sandboxKey('basic')) })
  await (await look()).rest()
  await panel.json('DELETE', `${HERE}/registration`)
  expect(await latest()).toMatchObject({ outdated: 'key-removed' })
})

test('a run belongs to the settings it was made with', async () => {
  await panel.call('POST', '/api/instances', { id: 'town', name: 'Town', servicesUrl: panel.sandbox.url })
  const latestThere = async () => LatestDiagnosis.parse(await panel.json('GET', '/api/instances/town/diagnosis'))
  await (await panel.call('POST', '/api/instances/town/diagnosis', {})).text()
  await move(panel.sandbox.url)
  expect(await latestThere()).toMatchObject({ outdated: null })
  await move('http://127.0.0.1:9')
  expect(await latestThere()).toMatchObject({ outdated: 'settings-changed' })
})

test('a run belongs to what was known when it ended', async () => {
  await put('standard')
  await (await look()).rest()
  await panel.json('POST', `${HERE}/registration/refresh`)
  expect(await latest()).toMatchObject({ outdated: null })
  // GLPI Network is silent from now on
  await panel.sandbox.close()
  await panel.json('POST', `${HERE}/registration/refresh`)
  expect(await latest()).toMatchObject({ outdated: 'standing-changed' })
  const report = Report.parse(await panel.json('GET', `${HERE}/report`))
  expect(report).toMatchObject({ diagnosis: null, earlierDiagnosis: { outdated: 'standing-changed' } })
  expect(readSupportCode(report.supportCode ?? '')?.headline).toBe('connect-refused')
})

test('a run that was kept without what it was about says nothing about now', async () => {
  await (await look()).rest()
  const row = await panel.gateway.store.selectFrom('diagnoses').select('run').executeTakeFirstOrThrow()
  const { run } = JSON.parse(row.run)
  await panel.gateway.store
    .updateTable('diagnoses')
    .set({ run: JSON.stringify(run) })
    .execute()
  expect(await latest()).toMatchObject({ id: run.id, outdated: 'unknown' })
})

test('however many look, there is one run, and each of them sees all of it', async () => {
  await put('standard')
  const before = calls().length
  const viewers = await Promise.all(Array.from({ length: 8 }, () => look()))
  const seen = await Promise.all(viewers.map((viewer) => viewer.rest()))
  expect(calls().length - before).toBe(1)
  for (const lines of seen) expect(lines).toEqual(seen[0])
  expect(seen[0]?.at(-1)?.line).toBe('end')
})

test('who comes late sees the lines from the beginning', async () => {
  const first = await look({ key: sandboxKey('silent') })
  await first.until(asksTheVendor)
  const second = await look({ key: sandboxKey('silent') })
  await second.until(asksTheVendor)
  expect(second.lines).toEqual(first.lines)
  // the first one leaves: the run goes on for the second
  await first.leave()
  const third = await look({ key: sandboxKey('silent') })
  await third.until(asksTheVendor)
  expect(third.lines[0]).toEqual(second.lines[0])
  await Promise.all([second.leave(), third.leave()])
})

test('a key that is not saved has a run of its own', async () => {
  await put('standard')
  const other = await look({ key: sandboxKey('silent') })
  await other.until(asksTheVendor)
  const lines = await (await look()).rest()
  expect(lines.at(-1)).toMatchObject({ line: 'end', conclusion: { headline: null } })
  await other.leave()
})

test('a run ends when its last viewer leaves, and nothing of it is kept', async () => {
  await put('standard')
  const { freshness } = await registration()
  const viewer = await look({ key: sandboxKey('silent') })
  await viewer.until(asksTheVendor)
  await viewer.leave()
  // the next run starts when the one before is over
  const lines = await (await look()).rest()
  expect(lines[0]).not.toEqual(viewer.lines[0])
  expect(lines.at(-1)).toMatchObject({ line: 'end', conclusion: { headline: null } })
  expect((await latest())?.id).toBe(lines[0]?.line === 'begin' ? lines[0].id : '')
  expect(panel.log).toHaveLength(1)
  expect(freshness.by).toBe('save')
})

test('a request that is given up stops the run', async () => {
  const giveUp = new AbortController()
  const viewer = await look({ key: sandboxKey('silent') }, giveUp.signal)
  await viewer.until(asksTheVendor)
  giveUp.abort()
  expect(await viewer.until(({ line }) => line === 'end')).toBeUndefined()
  expect(await latest()).toBeNull()
})

test('over a real connection lines are sent as they come, and closing it stops the run', async () => {
  let stopped: () => void = () => undefined
  const ended = new Promise<void>((resolve) => (stopped = resolve))
  panel.diagnose = (options, emit) => {
    emit({ line: 'begin', id: 'a', startedAt: new Date(0).toISOString(), services: 'http://x', plan: [] })
    return new Promise((_, reject) =>
      options.signal?.addEventListener('abort', () => {
        stopped()
        reject(new Error('stopped'))
      }),
    )
  }
  await panel.gateway.stop()
  await panel.start()
  const server = serve({ fetch: panel.app.fetch, hostname: '127.0.0.1', port: 0 })
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}${HERE}/diagnosis`
  const giveUp = new AbortController()
  const headers = { cookie: panel.cookie, 'content-type': 'application/json' }
  const reply = await fetch(url, { method: 'POST', body: '{}', headers, signal: giveUp.signal })
  const first = await reply.body?.getReader().read()
  expect(Buffer.from(first?.value ?? []).toString()).toContain('"begin"')
  giveUp.abort()
  await ended
  await new Promise((resolve) => server.close(resolve))
  // the stand-in for the probe broke its promise never to throw
  await expect.poll(() => panel.reports.splice(0)).toHaveLength(1)
})

test('the log has the correlation id and the headline, and nothing else', async () => {
  await put('refused')
  await (await look()).rest()
  expect(panel.log).toEqual([`diagnosis ${(await latest())?.id}: key-refused`])
  expect(readSupportCode((await latest())?.supportCode ?? '')).toMatchObject({ headline: 'key-refused', others: [] })
})

test('a diagnosis goes with its instance', async () => {
  const body = { id: 'town', name: 'Town hall', servicesUrl: panel.sandbox.url }
  await panel.call('POST', '/api/instances', body)
  const there = '/api/instances/town/diagnosis'
  await (await panel.call('POST', there, {})).text()
  expect(await panel.json('GET', there)).toMatchObject({ services: panel.sandbox.url })
  await panel.call('DELETE', '/api/instances/town')
  await panel.call('POST', '/api/instances', body)
  expect(await panel.json('GET', there)).toBeNull()
})

test('the key is in no line, in no log, and not in the database', async () => {
  await put('standard')
  const lines = await (await look()).rest()
  const other = await (await look({ key: sandboxKey('basic') })).rest()
  const database = readFileSync(join(panel.folder, 'latchkey.sqlite'), 'latin1')
  const texts = [JSON.stringify([lines, other, await latest()]), ...panel.log, database]
  for (const text of texts) {
    expect(text).not.toContain(sandboxKey('standard').slice(20, 60))
    expect(text).not.toContain(sandboxKey('basic').slice(20, 60))
  }
})

test.each([
  ['a number for a key', { key: 7 }, 'request-invalid'],
  ['an empty key', { key: '' }, 'request-invalid'],
  ['a member too many', { keys: 'x' }, 'request-invalid'],
])('refused: %s', async (_, body, code) => {
  expect(await panel.json('POST', `${HERE}/diagnosis`, body)).toMatchObject({ code })
})

test.each([
  ['127.0.0.1', false],
  ['latchkey.example', true],
])('a browser that opened %s is a witness of the time: %s', async (host, trusted) => {
  const clocks: unknown[] = []
  await panel.gateway.stop()
  panel.diagnose = (options, emit) => {
    clocks.push(...(options.clocks ?? []))
    return diagnose(options, emit)
  }
  await panel.start()
  const browserClock = { offsetSeconds: 1, uncertaintySeconds: 0.1 }
  const request = new Request(`http://${host}${HERE}/diagnosis`, {
    method: 'POST',
    headers: { cookie: panel.cookie, 'content-type': 'application/json', origin: `http://${host}` },
    body: JSON.stringify({ browserClock }),
  })
  const front = createFront({ host, publicUrl: null, basePath: '', trustedProxies: [] })
  await (await createApp({ ...panel.gateway, front }, null).fetch(request)).text()
  expect(clocks).toEqual([{ clock: 'browser', trusted, ...browserClock }])
})
