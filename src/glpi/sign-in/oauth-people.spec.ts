import { createHash } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startFakeGlpi, type FakeGlpi } from '../testing/fake-glpi.ts'
import { GlpiBrowser, type AtGlpi } from '../testing/glpi-browser.ts'
import { createOAuthPeople } from './oauth-people.ts'
import type { GlpiHold } from './person.ts'

/** Every answer here was seen on a GLPI 11.0.8, and the flow was gone through there with the same code. */
const { signal } = new AbortController()
const CALLBACK = 'http://127.0.0.1:1/api/sign-in/glpi/town/done'
const client = { clientId: 'c'.repeat(64), clientSecret: 's'.repeat(64) }
const VERIFIER = 'v'.repeat(43)
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url')
const HOUR_MS = 3_600_000

let glpi: FakeGlpi
let now = 0
beforeEach(async () => {
  now = 1_000_000
  glpi = await startFakeGlpi({
    version: '11.0.8',
    cryptFile: new Uint8Array(32),
    hlapi: { enabled: true, ...client, grants: ['authorization_code'], redirectUris: [CALLBACK] },
    friendlyName: 'Ada Lovelace',
  })
})
afterEach(() => glpi.close())

const people = (over: Partial<Parameters<typeof createOAuthPeople>[0]> = {}) =>
  createOAuthPeople({ place: { url: glpi.url }, ...client, callback: CALLBACK, now: () => now, ...over })

const visit = (address: string, person: Partial<AtGlpi> = {}) =>
  new GlpiBrowser(glpi.url).visit(address, { login: glpi.login, password: glpi.password, ...person })

async function codeFor(address = people().addressFor('a state', CHALLENGE)): Promise<string> {
  return new URL(await visit(address)).searchParams.get('code') ?? ''
}

test('a person who has to sign in first comes back with the state, after one question', async () => {
  const browser = new GlpiBrowser(glpi.url)
  const address = people().addressFor('a state', CHALLENGE)
  const at = { login: glpi.login, password: glpi.password }
  const back = new URL(await browser.visit(address, at))
  expect(back.origin + back.pathname).toBe(CALLBACK)
  expect([back.searchParams.get('state'), browser.consents]).toEqual(['a state', 1])
  // signed in there by now
  expect(new URL(await browser.visit(address, at)).searchParams.get('state')).toBe('a state')
})

test('asked directly, GLPI forgets the state of who is not signed in', async () => {
  const question = new URL(
    decodeURIComponent(new URL(people().addressFor('a state', CHALLENGE)).searchParams.get('redirect') ?? ''),
    glpi.url,
  )
  const back = new URL(await visit(question.href))
  expect(back.searchParams.has('code')).toBe(true)
  expect(back.searchParams.has('state')).toBe(false)
})

test('a GLPI in a folder is asked below it', () => {
  const address = people({ place: { url: 'https://glpi.example/glpi/front/central.php' } }).addressFor('s', CHALLENGE)
  expect(address).toMatch(/^https:\/\/glpi\.example\/glpi\/\?redirect=%252Fapi\.php%252Fauthorize%253F/)
})

test.each<[number | null, { read: boolean; update: boolean }]>([
  [3, { read: true, update: true }],
  [1, { read: true, update: false }],
  [0, { read: false, update: false }],
  [null, { read: false, update: false }],
])('a code gives the person, with the right of this moment: %s', async (config, right) => {
  glpi.config = config
  for (const hasV2Rights of [true, false]) {
    glpi.hasV2Rights = hasV2Rights
    const held = await people().byCode(await codeFor(), VERIFIER, signal)
    expect(held).toMatchObject({ person: { names: ['Ada Lovelace', 'glpi'], right }, canBeReadAgain: true })
  }
})

test('before 2.2 the right is asked for by what changes nothing', async () => {
  glpi.hasV2Rights = false
  const rows = structuredClone(glpi.rows)
  await people().byCode(await codeFor(), VERIFIER, signal)
  expect(glpi.rows).toEqual(rows)
  expect(glpi.requests.filter(({ method }) => method === 'DELETE').map(({ path }) => path)).toEqual([
    '/api.php/v2/Setup/Config/core/latchkey_asks_for_its_right',
  ])
})

test('a code works once, for its own verifier and its own address', async () => {
  await expect(people().byCode(await codeFor(), 'w'.repeat(43), signal)).rejects.toMatchObject({
    cause: 'glpi-sign-in-refused',
    errorCode: 'invalid_grant',
  })
  await expect(
    people({ callback: 'http://127.0.0.1:1/elsewhere' }).byCode(await codeFor(), VERIFIER, signal),
  ).rejects.toMatchObject({ errorCode: 'invalid_grant' })
  const code = await codeFor()
  await people().byCode(code, VERIFIER, signal)
  await expect(people().byCode(code, VERIFIER, signal)).rejects.toMatchObject({ errorCode: 'invalid_grant' })
})

test('the right is read again with the token, which is exchanged before it ends', async () => {
  const { hold } = await people().byCode(await codeFor(), VERIFIER, signal)
  if (hold.kind !== 'oauth') throw new Error('no token')
  const kept: GlpiHold[] = []
  const keep = async (next: GlpiHold) => void kept.push(next)
  glpi.config = 1
  expect(await people().readAgain(hold, keep, signal)).toMatchObject({ person: { right: { update: false } }, hold })
  expect(kept).toEqual([])
  now += HOUR_MS - 4 * 60_000
  const again = await people().readAgain(hold, keep, signal)
  expect(kept).toEqual([again.hold])
  expect(again.hold).toMatchObject({ kind: 'oauth', accessEndsAt: now + HOUR_MS })
  // the former one is worth nothing now
  await expect(people().readAgain(hold, keep, signal)).rejects.toMatchObject({ errorCode: 'invalid_grant' })
})

test('the token of an account that is closed is of no use', async () => {
  const { hold } = await people().byCode(await codeFor(), VERIFIER, signal)
  if (hold.kind !== 'oauth') throw new Error('no token')
  glpi.accountIsOpen = false
  await expect(people().readAgain(hold, async () => undefined, signal)).rejects.toMatchObject({
    cause: 'glpi-header-dropped',
    errorCode: 'ERROR_UNAUTHENTICATED',
  })
})

test.each<[string, (of: FakeGlpi) => void, object]>([
  ['all is well', () => undefined, { good: 'good' }],
  ['the redirect URI is not there', ({ hlapi }) => hlapi && (hlapi.redirectUris = []), { good: 'callback-refused' }],
  ['the grant is not there', ({ hlapi }) => hlapi && (hlapi.grants = ['password']), { good: 'grant-missing' }],
  ['the secret is another', ({ hlapi }) => hlapi && (hlapi.clientSecret = 'x'), { cause: 'oauth-client-refused' }],
  ['the API is off', ({ hlapi }) => hlapi && (hlapi.enabled = false), { cause: 'glpi-api-disabled' }],
  [
    'a page answers',
    (of) => (of.page = { status: 200, html: '<title>Hello</title>' }),
    { cause: 'glpi-not-glpi', evidence: { title: 'Hello' } },
  ],
  ['there is no such API', (of) => (of.hlapi = null), { cause: 'glpi-not-found' }],
])('a test, where %s', async (_, prepare, found) => {
  prepare(glpi)
  const outcome = await people()
    .test(signal)
    .then(
      (good) => ({ good }),
      (error: unknown) => error,
    )
  expect(outcome).toMatchObject(found)
  expect([glpi.bearers.size, glpi.webSessions.size]).toEqual([0, 0])
})

test('a client without the scope gives a token that is of no use, and it is said why', async () => {
  if (glpi.hlapi) glpi.hlapi.scopes = ['user']
  await expect(people().byCode(await codeFor(), VERIFIER, signal)).rejects.toMatchObject({
    cause: 'oauth-scope-missing',
  })
})
