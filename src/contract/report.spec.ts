import { expect, test } from 'vitest'
import { readSupportCode } from '#domain/support-code.ts'
import { LatestDiagnosis } from './diagnosis.ts'
import { makeReport, reportFileName, type ReportParts } from './report-maker.ts'
import { reportMarkdown } from './report-markdown.ts'
import { Report } from './report.ts'
import { FINGERPRINT, sampleParts } from './testing/sample-report.ts'

const KEY = btoa(JSON.stringify({ id: 7, customer: 'town-hall', signature: 'c2lnbmF0dXJl'.repeat(12) }))
const COOKIE = 'kYq3x0-8_aF2mZ7dPqLw5TnVbR9sHcEjGyUo1iXt4K0'
const PASSWORD = 'canary-of-a-proxy-password'
const NAME = 'Jean Canary of Accounting'

const english = (words: { message: string }) => words.message
const whole = (parts: ReportParts) => {
  const report = makeReport(parts)
  return JSON.stringify(report) + reportMarkdown(report, english)
}

test('what is not named in the schema cannot get in', () => {
  const parts = sampleParts('fine')
  const extended = {
    ...parts,
    key: KEY,
    versions: { ...parts.versions, env: KEY },
    registration: parts.registration && { ...parts.registration, sealedKey: KEY, cookie: COOKIE, name: NAME },
    diagnosis: parts.diagnosis && { ...parts.diagnosis, keyText: KEY },
    history: parts.history.map((entry) => ({ ...entry, person: NAME })),
  }
  expect(makeReport(extended)).toEqual(makeReport(parts))
})

test('a report with a fact that is not listed is refused', () => {
  const parts = sampleParts('fine')
  const [first] = parts.diagnosis?.steps ?? []
  if (first) Object.assign(first.facts, { 'x-registration-key': KEY })
  expect(() => makeReport(parts)).toThrow('facts')
})

test.each<[string, Partial<ReportParts>]>([
  ['the login of a proxy', { proxy: `http://operator:${PASSWORD}@proxy.example:3128` }],
  ['the login of a proxy, with signs that need no escape', { proxy: `http://o@p:${PASSWORD}@x@proxy.example:3128` }],
  ['the login of a proxy without a scheme', { proxy: `operator:${PASSWORD}@proxy.example:3128` }],
  ['a proxy that is no address', { proxy: `http://operator:${PASSWORD}/@proxy example` }],
  ['a login in the address of GLPI Network', { servicesUrl: `https://a:${PASSWORD}@services.example/path` }],
  [
    'a query in the address of GLPI Network',
    { servicesUrl: `https://services.example/path?token=${PASSWORD}#${PASSWORD}` },
  ],
  ['an address of GLPI Network that is none', { servicesUrl: `services of ${PASSWORD}` }],
])('%s stays out', (_, part) => {
  expect(whole({ ...sampleParts('fine'), ...part })).not.toContain(PASSWORD)
})

test.each([
  ['the key', KEY],
  ['the key in hexadecimal', Buffer.from(KEY).toString('hex')],
  ['the key in base64 again', btoa(KEY)],
  ['the key in base64url', KEY.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')],
  ['the key, escaped for a URL', encodeURIComponent(KEY)],
  ['a session cookie', COOKIE],
])('%s is withheld where somebody else quotes it', (_, secret) => {
  const text = whole(sampleParts(`Sorry, ${secret} is unknown here`))
  const pieces = Array.from({ length: secret.length - 40 }, (_each, at) => secret.slice(at, at + 40))
  expect(pieces.filter((piece) => text.includes(piece))).toEqual([])
  expect(text).toContain('Sorry, withheld')
})

test('what is worth knowing stays', () => {
  const report = makeReport({ ...sampleParts('FortiGate CA'), proxy: 'http://me:secret@proxy.example:3128' })
  expect(Report.parse(report)).toEqual(report)
  expect(report).toMatchObject({
    id: 'k3f9a2b7c1d8e4f6',
    supportCode: 'WAR-TX2-CSF',
    settings: {
      services: 'https://services.example/path',
      proxy: { host: 'proxy.example', port: '3128', login: true, from: 'environment' },
    },
    registration: { key: { fingerprint: FINGERPRINT }, owner: 'FortiGate CA' },
  })
  expect(reportFileName(report)).toBe('latchkey-report-WAR-TX2-CSF')
})

test('without a diagnosis, the code tells the cause of the latest check', () => {
  const report = makeReport({ ...sampleParts('x'), diagnosis: null })
  expect(report).toMatchObject({ id: 'abcdef0123456789', supportCode: expect.stringMatching(/^\w{3}-\w{3}-\w{3}$/) })
  const nothing = makeReport({ ...sampleParts('x'), diagnosis: null, registration: null })
  expect(nothing.supportCode).toBeNull()
  expect(reportFileName(nothing)).toBe('latchkey-report-abcdef0123456789')
})

test.each([
  ['http://proxy.example', '80'],
  ['https://proxy.example', '443'],
  ['proxy.example:8080', '8080'],
  ['socks5://proxy.example:1080', '1080'],
])('the proxy %s has the port %s', (proxy, port) => {
  const { settings } = makeReport({ ...sampleParts('x'), proxy })
  expect(settings.proxy).toMatchObject({ host: 'proxy.example', port, login: false })
})

const glpi: NonNullable<NonNullable<ReportParts['registration']>['glpi']> = {
  ways: ['rest', 'console'],
  seenAt: '2030-06-01T00:00:00.000Z',
  attemptedAt: '2030-06-01T00:00:00.000Z',
  older: {},
  cause: null,
  evidence: null,
  version: '10.0.19',
  uid: 'GlpiOwnId',
  installMode: 'TARBALL',
  rights: { read: true, update: true },
  proxy: 'proxy.example:3128',
  proxyUsed: true,
  vendorReach: { reachable: false, cause: 'dns-not-found' },
  replacePlugins: 1,
  directoryWritable: false,
  cryptKey: 'sound',
  clockOffsetSeconds: 0.4,
  storage: 'unreadable',
  storageCause: 'crypt-key-changed',
  holdsAnother: false,
  storedSeenAt: '2030-06-01T00:00:00.000Z',
  since: null,
  provenAt: null,
  readable: false,
  readableBy: 'console',
  readableAt: '2030-06-01T00:00:00.000Z',
}

test('what was seen of a GLPI is in the report, but for the id that GLPI Network knows it by', () => {
  const parts = sampleParts('fine')
  const registration = parts.registration && { ...parts.registration, storage: 'unreadable' as const, glpi: glpi }
  const report = makeReport({ ...parts, registration })
  expect(report.registration?.glpi).toEqual({ ...glpi, uid: null })
  expect(JSON.stringify(report)).not.toContain('GlpiOwnId')
})

test('a report from before a GLPI could be connected is still read', () => {
  const { registration, ...report } = makeReport(sampleParts('fine'))
  const { storageCause: _, glpi: __, mayWriteAgain: ___, ...former } = registration ?? {}
  expect(Report.parse({ ...report, registration: former }).registration).toMatchObject({
    storageCause: null,
    glpi: null,
  })
})

const pending = (parts: ReportParts): ReportParts['registration'] =>
  parts.registration && {
    ...parts.registration,
    state: 'pending',
    vendor: { verdict: 'no-answer', message: null, cause: 'reply-timeout', language: null },
  }
const allWell = { headline: null, others: [] }

test('a report opens with what is known now; a diagnosis from before is an annex, with its time and key', () => {
  const parts = sampleParts('x')
  const older = { ...parts.diagnosis, conclusion: allWell, supportCode: '000-000', fingerprint: FINGERPRINT }
  const diagnosis = LatestDiagnosis.parse({ ...older, outdated: 'key-saved' })
  const report = makeReport({ ...parts, registration: pending(parts), diagnosis })
  expect(report).toMatchObject({ id: parts.newId, diagnosis: null, earlierDiagnosis: { outdated: 'key-saved' } })
  expect(readSupportCode(report.supportCode ?? '')).toMatchObject({
    headline: 'reply-timeout',
    others: [],
    page: { state: 'pending', storage: 'none', isPractice: true, version: '0.1.0' },
  })
  const [now = '', annex = ''] = reportMarkdown(report, ({ message }) => message).split(
    '## Annex: an earlier diagnosis',
  )
  expect(now).toContain('State: **Pending**')
  expect(now).toContain('(`reply-timeout`)')
  expect(now).not.toContain('No problem was found')
  expect(annex).toContain('This was run before the key was saved.')
  expect(annex).toContain('- When: `2030-06-01T00:00:00.000Z`')
  expect(annex).toContain(`- Fingerprint: \`${FINGERPRINT}\``)
})

test('a diagnosis that found nothing does not hide what the check of the key met', () => {
  const parts = sampleParts('x')
  const diagnosis = LatestDiagnosis.parse({ ...parts.diagnosis, conclusion: allWell, supportCode: '000-000' })
  const { supportCode } = makeReport({ ...parts, registration: pending(parts), diagnosis })
  expect(readSupportCode(supportCode ?? '')?.headline).toBe('reply-timeout')
})
