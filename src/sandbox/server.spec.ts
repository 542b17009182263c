import { once } from 'node:events'
import { request } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { SANDBOX_KEYS } from './keys.ts'
import { startSandbox, type Sandbox } from './server.ts'

const NOW = Date.parse('2030-06-15T23:30:00Z')
let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, now: () => NOW })
})
afterAll(() => sandbox.close())

const keyOf = (name: string) => SANDBOX_KEYS.find((entry) => entry.name === name)?.key ?? name
const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(sandbox.url + path, { headers, redirect: 'manual' })
const info = (name: string, language = 'en') =>
  get('/api/registration/info', { 'x-registration-key': keyOf(name), 'accept-language': language })

type Period = [begins: string, ends: string]
const running = (offer: string, [begins, ends]: Period) => ({
  is_valid: true,
  owner: { name: expect.any(String) },
  subscription: {
    title: expect.stringMatching(/^Practice /),
    is_running: true,
    begin_date: begins,
    end_date: ends,
    offer_reference: offer,
  },
})
const stopped = (period: Period) => {
  const body = running('GN-STANDARD', period)
  return { ...body, subscription: { ...body.subscription, is_running: false } }
}
const refused = { is_valid: false, owner: null, subscription: null, validation_message: expect.any(String) }

describe('registration/info', () => {
  test.each([
    ['registered', running('GN-REGISTERED', ['2029-11-27', '2034-12-01'])],
    ['basic', running('GN-BASIC', ['2029-09-20', '2030-09-20'])],
    ['standard', running('GN-STANDARD', ['2029-11-27', '2030-11-27'])],
    ['advanced', running('GN-ADVANCED', ['2030-03-17', '2031-03-17'])],
    ['trial-15', running('GN-STANDARD', ['2030-06-10', '2030-06-25'])],
    ['trial-30', running('GN-STANDARD', ['2030-06-10', '2030-07-10'])],
    ['ends-in-45', running('GN-STANDARD', ['2029-07-30', '2030-07-30'])],
    ['ends-in-20', running('GN-STANDARD', ['2029-07-05', '2030-07-05'])],
    ['ends-in-6', running('GN-STANDARD', ['2029-06-21', '2030-06-21'])],
    ['ends-in-1', running('GN-STANDARD', ['2029-06-16', '2030-06-16'])],
    ['ends-today', running('GN-STANDARD', ['2029-06-15', '2030-06-15'])],
    ['not-started', stopped(['2030-07-05', '2031-07-05'])],
    ['ended', stopped(['2029-06-03', '2030-06-03'])],
    ['refused', refused],
    ['other-instance', refused],
    ['a key that nobody knows', refused],
  ])('%s', async (name, body) => {
    const response = await info(name)
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject(body)
  })

  test.each([
    ['standard', 'This key is good.', 'Cette clé est bonne.'],
    ['refused', 'This key is not known.', 'Cette clé est inconnue.'],
    ['other-instance', 'This key is registered for another GLPI.', 'Cette clé est enregistrée pour un autre GLPI.'],
    [
      'ended',
      'This key is genuine, but its subscription has ended.',
      'Cette clé est authentique, mais son abonnement est terminé.',
    ],
    [
      'not-started',
      'This key is genuine, but its subscription has not begun.',
      'Cette clé est authentique, mais son abonnement n’a pas commencé.',
    ],
  ])('%s speaks English and French', async (name, english, french) => {
    expect(await (await info(name, 'de')).json()).toMatchObject({ validation_message: english })
    expect(await (await info(name, 'fr')).json()).toMatchObject({ validation_message: french })
  })
})

test('a key that is not the sandbox’s is not judged: it says who speaks', async () => {
  const asked = (language: string) =>
    fetch(`${sandbox.url}/api/registration/info`, {
      headers: { 'x-registration-key': btoa('{"signature":"bWluZQ=="}'), 'accept-language': language },
    })
  expect(await (await asked('en')).json()).toMatchObject({
    is_valid: false,
    validation_message: 'This is Latchkey’s sandbox. It knows practice keys only, and says nothing about this one.',
  })
  expect(await (await asked('fr')).json()).toMatchObject({
    validation_message: expect.stringMatching(/^Ceci est le bac à sable de Latchkey/),
  })
})

describe('in place of an answer', () => {
  test('rate-limited asks for a pause', async () => {
    const response = await info('rate-limited')
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '30'])
    expect(await response.json()).toEqual({ message: 'Too Many Attempts.' })
  })

  test('error-500 names an exception', async () => {
    const response = await info('error-500')
    expect(response.status).toBe(500)
    expect(await response.json()).toHaveProperty('exception')
  })

  test('block-page is a page with a title', async () => {
    const response = await info('block-page')
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
    expect(await response.text()).toMatch(/<title>.+<\/title>/)
  })

  test('broken-json breaks off', async () => {
    const response = await info('broken-json')
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/json'])
    await expect(response.json()).rejects.toThrow(SyntaxError)
  })

  test('redirect leads away', async () => {
    const response = await info('redirect')
    expect([response.status, response.headers.get('location')]).toEqual([
      302,
      'http://127.0.0.1:9/api/registration/info',
    ])
  })

  test('huge-reply is larger than anyone should read', async () => {
    const text = await (await info('huge-reply')).text()
    expect(text.length).toBeGreaterThan(1_048_576)
    // a GLPI reads it all
    expect(JSON.parse(text)).toMatchObject({ is_valid: false, owner: null, subscription: null })
  })

  test('dripping sends a byte, and then waits', async () => {
    const response = await info('dripping')
    const reader = response.body?.getReader()
    const { value } = (await reader?.read()) ?? {}
    expect([response.status, value?.length]).toEqual([200, 1])
    await reader?.cancel()
  })
})

test('marks every reply as its own, with the time of day', async () => {
  const { headers } = await get('/api/ping')
  expect(headers.get('x-latchkey-sandbox')).toBe('1')
  expect(Date.parse(headers.get('date') ?? '')).toBeGreaterThan(0)
})

test.each([
  ['/api/ping', 200],
  ['/api/registration/', 200],
  ['/api/registration/offers', 200],
  ['/api/marketplace/tags/top', 200],
  ['/api/nothing', 404],
  ['/', 200],
  ['/plugins/roomplan/readme', 200],
  ['/plugins/unheard', 404],
])('%s answers %i without a key', async (path, status) => {
  const response = await get(path)
  expect(response.status).toBe(status)
  expect(await response.text()).not.toBe('')
})

test('GLPI’s links “Register” and “Renew” lead to every key, in a page that says what it is', async () => {
  const response = await get('/')
  const text = await response.text()
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(text).toContain('The sandbox answers in place of GLPI Network')
  for (const { key } of SANDBOX_KEYS) expect(text).toContain(`>${key}</textarea>`)
})

test('takes no other method than GET', async () => {
  expect((await fetch(`${sandbox.url}/api/ping`, { method: 'POST', body: '{}' })).status).toBe(405)
})

test.each(['GET // HTTP/1.1\r\nHost: a', 'GET http:// HTTP/1.1\r\nHost: :::', 'GET * HTTP/1.1\r\nHost: <b>'])(
  'lives through %j',
  async (head) => {
    const socket = connect(Number(new URL(sandbox.url).port), '127.0.0.1')
    socket.end(`${head}\r\nConnection: close\r\n\r\n`)
    const [first]: unknown[] = await once(socket, 'data')
    expect(String(first)).toMatch(/^HTTP\/1\.1 [24]0/)
    expect((await get('/api/ping')).status).toBe(200)
  },
)

describe('calls', () => {
  test('tell who asked what, by the name of the key', async () => {
    const before = sandbox.calls().length
    await info('basic')
    await info('a key that nobody knows')
    await get('/api/ping?x=1')
    expect(sandbox.calls().slice(before)).toEqual([
      { path: '/api/registration/info', key: 'basic' },
      { path: '/api/registration/info', key: null },
      { path: '/api/ping', key: null },
    ])
  })
})

test('a taken port is reported', async () => {
  const port = Number(new URL(sandbox.url).port)
  await expect(startSandbox({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
})

test.each(['silent', 'dripping'])('closes at once while %s keeps somebody waiting', async (name) => {
  const other = await startSandbox({ port: 0 })
  const hanging = fetch(`${other.url}/api/registration/info`, { headers: { 'x-registration-key': keyOf(name) } })
    .then((response) => response.text())
    .catch(() => 'cut')
  await expect.poll(() => other.calls().length, { interval: 5 }).toBe(1)
  await other.close()
  expect(await hanging).toBe('cut')
})

test('silent hangs up after a minute: a GLPI would wait for ever', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    const before = sandbox.calls().length
    const asked = request(`${sandbox.url}/api/registration/info`, {
      headers: { 'x-registration-key': keyOf('silent') },
    })
    const outcome = once(asked.end(), 'response').catch((error: unknown) => error)
    await vi.waitFor(() => expect(sandbox.calls().length).toBe(before + 1), { timeout: 50_000 })
    expect(vi.getTimerCount()).toBe(1)
    vi.advanceTimersByTime(60_000)
    expect(await outcome).toMatchObject({ code: 'ECONNRESET' })
  } finally {
    vi.useRealTimers()
  }
})
