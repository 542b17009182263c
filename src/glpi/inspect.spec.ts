import { execFileSync } from 'node:child_process'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
// loaded with the first request otherwise, in the time that the GLPI has for its answer
import 'undici'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { DiagnosisLine } from '#contract/diagnosis.ts'
import { DEMO_KEY } from '#domain/key-text/testing/sample-keys.ts'
import type { Stage, Step } from '#domain/diagnosis.ts'
import type { CauseCode } from '#domain/cause-codes.ts'
import { inspectGlpi, type InspectGlpiOptions } from './inspect.ts'
import { encryptedAsGlpi } from './testing/as-glpi.ts'
import { startFakeGlpi, storeKey, type FakeGlpi } from './testing/fake-glpi.ts'

const CRYPT_KEY = randomBytes(32)
/** Of `DEMO_KEY`. */
const FINGERPRINT = 'sha256:81aa5b47ccb1adfa3fbdec99380900a0145d1adcd4b872fd91a8f4044aea93b5'
let glpi: FakeGlpi
let folder: string
let cryptKeyFile: string

beforeEach(async () => {
  glpi = await startFakeGlpi()
  storeKey(glpi, encryptedAsGlpi(DEMO_KEY, CRYPT_KEY))
  folder = await mkdtemp(join(tmpdir(), 'latchkey-glpi-'))
  cryptKeyFile = join(folder, 'glpicrypt.key')
  await writeFile(cryptKeyFile, CRYPT_KEY)
})

afterEach(async () => {
  await glpi.close()
  await rm(folder, { recursive: true })
})

async function inspect(options: Partial<InspectGlpiOptions> = {}, signal = new AbortController().signal) {
  const lines: DiagnosisLine[] = []
  const emit = (line: DiagnosisLine) => void lines.push(DiagnosisLine.parse(line))
  const patient = { url: glpi.url, userToken: glpi.userToken, budgetMs: 600_000 }
  const { steps, clocks } = await inspectGlpi({ ...patient, ...options }, emit, signal)
  return { steps, clocks, lines, byStage: Object.fromEntries(steps.map((step) => [step.stage, step])) }
}

type Decisive = Pick<Step, 'stage' | 'cause'> & { fingerprint: string | undefined; reason: string | undefined }

/** The step that failed, or else the last one. */
async function decisiveStep(options: Partial<InspectGlpiOptions> = {}): Promise<Decisive> {
  const { steps } = await inspect(options)
  const { stage, cause, facts } = steps.find(({ outcome }) => outcome === 'failed') ?? steps.at(-1)!
  return { stage, cause, fingerprint: facts.fingerprint, reason: facts.reason }
}

const READABLE = { stage: 'glpi-stored', cause: null, fingerprint: FINGERPRINT }

const withFile = (): Partial<InspectGlpiOptions> => ({ cryptKeyFile })

test.each<[string, () => unknown]>([
  ['as it is', () => undefined],
  ['by an account that may only read', () => (glpi.config = 1)],
])('a key that GLPI can read, %s', async (_, arrange) => {
  arrange()
  expect(await decisiveStep({ cryptKeyFile })).toMatchObject(READABLE)
  expect(glpi.sessions.size).toBe(0)
})

test.each<[string, string, () => unknown]>([
  ['a key that cannot be opened from here', 'no-key-file', () => undefined],
  ['no key was ever saved', 'nothing-stored', () => (glpi.rows = [])],
  ['NULL', 'nothing-stored', () => storeKey(glpi, null)],
])('nothing is wrong: %s (%s)', async (_, reason, arrange) => {
  arrange()
  expect(await decisiveStep()).toMatchObject({ stage: 'glpi-stored', cause: null, reason })
  expect(glpi.sessions.size).toBe(0)
})

test.each<[string, Stage, CauseCode, (() => unknown) | null, (() => Partial<InspectGlpiOptions>)?]>([
  ['a blank value', 'glpi-stored', 'stored-blank', () => storeKey(glpi, '')],
  ['a value in clear', 'glpi-stored', 'stored-unencrypted', () => storeKey(glpi, DEMO_KEY)],
  ['a value that is none of GLPI’s', 'glpi-stored', 'stored-unreadable', () => storeKey(glpi, 'none of it')],
  ['a value as long as the column', 'glpi-stored', 'too-long-for-glpi', () => storeKey(glpi, 'A'.repeat(65_535))],
  ['another file', 'glpi-stored', 'copy-does-not-fit', () => writeFile(cryptKeyFile, randomBytes(32)), withFile],
  [
    'a file that was cut',
    'glpi-stored',
    'copy-unusable',
    () => writeFile(cryptKeyFile, CRYPT_KEY.subarray(1)),
    withFile,
  ],
  ['a file that grew', 'glpi-stored', 'copy-unusable', () => writeFile(cryptKeyFile, randomBytes(33)), withFile],
  ['no file', 'glpi-stored', 'copy-unusable', () => rm(cryptKeyFile), withFile],
  [
    'no file, and no key yet',
    'glpi-stored',
    'copy-unusable',
    async () => {
      glpi.rows = []
      await rm(cryptKeyFile)
    },
    withFile,
  ],
  ['a folder in its place', 'glpi-stored', 'copy-unusable', null, () => ({ cryptKeyFile: folder })],
  [
    'a pipe in its place, that nobody writes to',
    'glpi-stored',
    'copy-unusable',
    async () => {
      await rm(cryptKeyFile)
      execFileSync('mkfifo', [cryptKeyFile])
    },
    withFile,
  ],
  ['an account without the right', 'glpi-right', 'right-missing', () => (glpi.config = 0)],
  ['a profile that knows nothing of the setup', 'glpi-right', 'right-missing', () => (glpi.config = null)],
  ['a wrong token', 'glpi-sign-in', 'glpi-sign-in-refused', null, () => ({ userToken: 'B'.repeat(40) })],
  ['a token that is none', 'glpi-sign-in', 'glpi-sign-in-refused', null, () => ({ userToken: 'a\r\nb: c' })],
  ['an App-Token that is wanted', 'glpi-sign-in', 'glpi-sign-in-refused', () => (glpi.appToken = 'C'.repeat(40))],
  ['an App-Token that is not', 'glpi-sign-in', 'glpi-sign-in-refused', null, () => ({ appToken: 'C'.repeat(40) })],
  ['the API switched off', 'glpi-reach', 'glpi-api-disabled', () => (glpi.apiEnabled = false)],
  ['no API client for this address', 'glpi-reach', 'glpi-api-disabled', () => (glpi.clientActive = false)],
  [
    'maintenance',
    'glpi-reach',
    'glpi-maintenance',
    () => (glpi.page = { status: 200, html: '<title>MAINTENANCE MODE - GLPI</title>' }),
  ],
  [
    'no GLPI there',
    'glpi-reach',
    'glpi-not-found',
    () => (glpi.page = { status: 404, html: '<title>404 Not Found</title>' }),
  ],
  [
    'a page without an end',
    'glpi-reach',
    'reply-too-large',
    () => (glpi.page = { status: 200, html: 'x'.repeat(1_048_577) }),
  ],
  ['nobody listens', 'glpi-reach', 'connect-refused', null, () => ({ url: 'http://127.0.0.1:1' })],
  ['a name that nobody knows', 'glpi-reach', 'dns-not-found', null, () => ({ url: 'http://glpi.invalid' })],
  ['an address that is none', 'glpi-reach', 'glpi-unreachable', null, () => ({ url: 'our GLPI' })],
])('%s fails at %s with %s', async (_, stage, cause, arrange, options) => {
  await arrange?.()
  expect(await decisiveStep(options?.())).toMatchObject({ stage, cause })
  expect(glpi.sessions.size).toBe(0)
})

test('a file that only PHP may read is not at hand, but to root', async () => {
  await chmod(cryptKeyFile, 0)
  const isRoot = process.getuid?.() === 0
  expect(await decisiveStep({ cryptKeyFile })).toMatchObject(
    isRoot ? READABLE : { stage: 'glpi-stored', cause: null, reason: 'no-key-file' },
  )
})

test('the App-Token goes with every question', async () => {
  glpi.appToken = 'C'.repeat(40)
  expect(await decisiveStep({ cryptKeyFile, appToken: glpi.appToken })).toMatchObject(READABLE)
})

test('without a token it only checks that the API answers', async () => {
  expect(await decisiveStep({ userToken: null })).toMatchObject({
    stage: 'glpi-stored',
    cause: null,
    reason: 'no-token',
  })
  expect(glpi.requests).toHaveLength(1)
})

test('the key is found at any place among the settings', async () => {
  const more = (id: number) => ({ id: 300 + id, context: 'plugin:x', name: `x${id}`, value: `!${id}` })
  glpi.rows.unshift({ id: 9, context: 'plugin:x', name: 'glpinetwork_registration_key', value: '' })
  glpi.rows.push(...Array.from({ length: 1200 }, (_, id) => more(id)))
  expect(await decisiveStep({ cryptKeyFile })).toMatchObject(READABLE)
})

test('of a reply without an end no more is read than fits', async () => {
  glpi.page = { status: 200, html: 'x'.repeat(1_048_577) }
  const { byStage } = await inspect()
  expect(byStage['glpi-reach']?.facts['error-code']).toBe('TOO_LARGE')
})

test('only GET is asked, in a session that is ended', async () => {
  await inspect()
  expect(glpi.requests.map(({ path }) => path.replace(/\?.*/, ''))).toEqual([
    '/apirest.php/initSession',
    '/apirest.php/initSession',
    '/apirest.php/getGlpiConfig',
    '/apirest.php/Config/',
    '/apirest.php/search/Config',
    '/apirest.php/killSession',
  ])
})

test.each(['', '/', '/index.php', '/front/config.form.php?tab=1', '/apirest.php/'])(
  'an address may end with "%s"',
  async (end) => {
    expect(await decisiveStep({ url: `${glpi.url}${end}` })).toMatchObject({
      stage: 'glpi-stored',
      cause: null,
      reason: 'no-key-file',
    })
  },
)

test('no token is shown to what is no GLPI, or to where it points', async () => {
  const elsewhere = await startFakeGlpi()
  glpi.page = { status: 302, html: '', headers: { location: `${elsewhere.url}/apirest.php/initSession?a=b` } }
  const { byStage } = await inspect({ appToken: 'C'.repeat(40) })
  expect(byStage['glpi-reach']?.facts.location).toBe(`${elsewhere.url}/apirest.php/initSession`)
  expect(elsewhere.requests).toEqual([])
  expect(glpi.requests.flatMap(({ headers }) => [headers.authorization, headers['app-token']].filter(Boolean))).toEqual(
    [],
  )
  await elsewhere.close()
})

test.each([
  ['as it is', (token: string) => token],
  ['in base64', (token: string) => Buffer.from(token).toString('base64')],
  ['backwards', (token: string) => token.split('').toReversed().join('')],
  ['in part', (token: string) => token.slice(4, 24)],
])('what quotes a token %s is withheld', async (_, quoted) => {
  glpi.version = `10.0 ${quoted(glpi.userToken)}`
  const { byStage, lines } = await inspect()
  expect(byStage['glpi-sign-in']?.facts['glpi-version']).toBe('withheld')
  expect(JSON.stringify(lines)).not.toContain(quoted(glpi.userToken))
})

test('no line contains the key, or what encrypts it', async () => {
  const { lines } = await inspect({ cryptKeyFile })
  const output = JSON.stringify(lines)
  expect(output).toContain(FINGERPRINT)
  for (const secret of [DEMO_KEY, CRYPT_KEY.toString('base64'), glpi.rows.at(-1)?.value ?? '', glpi.userToken])
    expect(output).not.toContain(secret)
})

test("GLPI's clock is read once, and its version and the right are reported", async () => {
  glpi.date = new Date(Date.now() - 3_600_000).toUTCString()
  const { clocks, byStage } = await inspect()
  expect(clocks).toMatchObject([{ clock: 'glpi', trusted: true }])
  // to the minute, however long the question took
  expect(Math.abs((clocks[0]?.offsetSeconds ?? 0) + 3600)).toBeLessThan(60)
  expect(byStage['glpi-sign-in']?.facts['glpi-version']).toBe('10.0.19')
  expect(byStage['glpi-right']?.facts.rights).toBe('read, update')
})

test('each step is reported when it starts and when it ends', async () => {
  const { lines, steps } = await inspect()
  expect(lines.filter(({ line }) => line === 'step')).toEqual(steps.map((step) => ({ line: 'step', ...step })))
  expect(lines.filter(({ line }) => line === 'start').map((line) => ('id' in line ? line.id : ''))).toEqual(
    steps.map(({ id }) => id),
  )
})

test('what never answers ends with the time there is', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  glpi.silent = (path) => {
    const isSilent = path.endsWith('/Config/')
    if (isSilent) vi.advanceTimersByTime(300)
    return isSilent
  }
  const { steps } = await inspect({ budgetMs: 300 })
  expect(steps.map(({ outcome, cause, facts }) => [outcome, cause, facts['error-code'] ?? facts.reason])).toEqual([
    ['passed', null, undefined],
    ['passed', null, undefined],
    ['passed', null, undefined],
    ['failed', 'reply-timeout', 'TIMEOUT'],
  ])
  expect(glpi.sessions.size).toBe(0)
})

test('what is cancelled ends at once, and its session too', async () => {
  const given = new AbortController()
  glpi.silent = (path) => {
    if (path.endsWith('/getGlpiConfig')) given.abort()
    return path.endsWith('/getGlpiConfig')
  }
  const { steps } = await inspect({}, given.signal)
  expect(steps.map(({ outcome, facts }) => facts.reason ?? outcome)).toEqual([
    'passed',
    'passed',
    'cancelled',
    'cancelled',
  ])
  expect(glpi.sessions.size).toBe(0)
})

test('no connection stays open', async () => {
  await inspect()
  await expect.poll(() => glpi.connections()).toBe(0)
})

test('a listener that speaks no HTTP', async () => {
  const server = createServer((socket) => socket.end('SSH-2.0-OpenSSH\r\n'))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  expect(await decisiveStep({ url: `http://127.0.0.1:${port}` })).toMatchObject({
    stage: 'glpi-reach',
    cause: 'reply-unreadable',
  })
  server.close()
})
