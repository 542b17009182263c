import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { trustOf } from './path/issuer-file.ts'
import { makeCertificate } from './testing/certificate.ts'
import { causeAsked, failedStageOf, diagnoseInTest } from './testing/diagnose-in-test.ts'
import { useServers } from './testing/servers.ts'
import { issuerFileFault } from './path/issuer-file.ts'

const servers = useServers()
const folder = mkdtempSync(join(tmpdir(), 'latchkey-'))
afterAll(() => rmSync(folder, { recursive: true }))
afterEach(() => vi.unstubAllEnvs())

const root = makeCertificate({ name: 'Root', authority: true })
const leaf = makeCertificate({ name: 'gate', hosts: ['127.0.0.1'], by: root })
const own = makeCertificate({ name: 'self', hosts: ['127.0.0.1'] })
const der = (pem: string) => Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64')

function written(name: string, content: string | Buffer): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const broken = root.cert.replace(/\n.{20}/, '\n====================')

test.each<[string, string | Buffer, string | null]>([
  ['an issuer', root.cert, null],
  ['a bundle', `# Root\n${leaf.cert}\n${root.cert}`, null],
  ['Windows line ends', root.cert.replaceAll('\n', '\r\n'), null],
  ['the old label', root.cert.replaceAll('CERTIFICATE', 'X509 CERTIFICATE'), null],
  ['an issuer, then one that is broken', `${root.cert}${broken}`, null],
  ['binary form', der(root.cert), 'ca-der'],
  ['nothing', '', 'ca-empty'],
  ['blanks', ' \n\r\n', 'ca-empty'],
  ['a server’s certificate', leaf.cert, 'ca-no-issuer'],
  ['a private key alone', root.key, 'ca-not-pem'],
  ['a byte order mark before it', `\ufeff${root.cert}`, 'ca-not-pem'],
  ['UTF-16, as a redirection in PowerShell writes it', Buffer.from(root.cert, 'utf16le'), 'ca-not-pem'],
  ['blanks before each line', root.cert.replace(/^/gm, '  '), 'ca-not-pem'],
  ['base64 without its frame', root.cert.replace(/-----[^-]+-----/g, ''), 'ca-not-pem'],
  ['one that is broken, then an issuer', `${broken}${root.cert}`, 'ca-not-pem'],
  ['binary form, cut short', der(root.cert).subarray(0, 90), 'ca-not-pem'],
  ['text', 'see the wiki', 'ca-not-pem'],
])('a file with %s', (_, content, fault) => {
  expect(issuerFileFault(written('file', content), true)).toBe(fault)
})

test('what is no file', () => {
  mkdirSync(join(folder, 'folder'), { recursive: true })
  expect(issuerFileFault(join(folder, 'folder'), true)).toBe('ca-directory')
  expect(issuerFileFault(join(folder, 'gone.pem'), true)).toBe('ca-missing')
  expect(issuerFileFault(join(written('plain', 'x'), 'gone.pem'), true)).toBe('ca-missing')
  expect(issuerFileFault('/dev/null', true)).toBe('ca-unreadable')
})

test('a server’s own certificate is of use for that server alone', () => {
  const path = written('own.pem', own.cert)
  expect([issuerFileFault(path, false), issuerFileFault(path, true)]).toEqual([null, 'ca-no-issuer'])
})

const good = (_: unknown, reply: { end: (text: string) => void }) => reply.end('{}')

test('a certificate that is refused although a file was named: the file is the cause, and why', async () => {
  vi.stubEnv('NODE_EXTRA_CA_CERTS', written('ca.cer', der(root.cert)))
  const { port } = await servers.https(good, leaf)
  const url = `https://127.0.0.1:${port}`
  const { steps, step, conclusion } = await diagnoseInTest(url)
  expect(failedStageOf(steps)).toBe('tls ca-not-loaded')
  expect(step('tls').facts).toMatchObject({ reason: 'ca-der', trust: 'node, extra not loaded: ca-der', issuer: 'Root' })
  expect(conclusion.headline).toBe('ca-not-loaded')
  expect(await causeAsked(url)).toBe('ca-not-loaded')
})

test('a file that was taken is not the cause', async () => {
  vi.stubEnv('NODE_EXTRA_CA_CERTS', written('ca.pem', makeCertificate({ name: 'Other', authority: true }).cert))
  const { port } = await servers.https(good, leaf)
  const { steps, step } = await diagnoseInTest(`https://127.0.0.1:${port}`)
  expect(failedStageOf(steps)).toBe('tls tls-untrusted-issuer')
  expect(step('tls').facts.trust).toBe('node+extra')
})

test('a proxy with a certificate that is refused for the same reason', async () => {
  vi.stubEnv('NODE_EXTRA_CA_CERTS', join(folder, 'gone.pem'))
  const proxy = await servers.proxy(undefined, leaf)
  const { steps, step } = await diagnoseInTest('https://127.0.0.1:1', { proxy: `https://127.0.0.1:${proxy.port}` })
  expect(failedStageOf(steps)).toBe('proxy ca-not-loaded')
  expect(step('proxy').facts.reason).toBe('ca-missing')
})

test('where nothing failed, the list of issuers is named as it is', () => {
  const named = (path: string) => trustOf({ execArgv: [], env: { NODE_EXTRA_CA_CERTS: path } })
  expect(named('')).toBe('node')
  expect(named(written('root.pem', root.cert))).toBe('node+extra')
  expect(named(join(folder, 'gone.pem'))).toBe('node, extra not loaded: ca-missing')
})
