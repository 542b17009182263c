import { X509Certificate } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import type { Connection } from '#contract/connection.ts'
import type { CauseCode } from '#domain/cause-codes.ts'
import type { Step } from '#domain/diagnosis.ts'
import { makeCertificate, type Certificate } from '../glpi-network/testing/certificate.ts'
import { useServers } from '../glpi-network/testing/servers.ts'
import { openGlpi } from './open-glpi.ts'

const servers = useServers()
const { signal } = new AbortController()
const hosts = ['127.0.0.1', 'localhost']
const DAY = 86_400_000
const root = makeCertificate({ name: 'Root of a town', authority: true })
const other = makeCertificate({ name: 'Root of another', authority: true })
const issued = makeCertificate({ name: 'glpi.example', hosts, by: root })
const own = makeCertificate({ name: 'glpi.example', hosts })
const expired = makeCertificate({
  name: 'old',
  hosts,
  by: root,
  from: new Date(Date.now() - 9 * DAY),
  to: new Date(Date.now() - DAY),
})
const early = makeCertificate({
  name: 'new',
  hosts,
  by: root,
  from: new Date(Date.now() + DAY),
  to: new Date(Date.now() + 9 * DAY),
})
const elsewhere = makeCertificate({ name: 'parked.example', hosts: ['parked.example'], by: root })

const sha256 = ({ cert }: Certificate): string => new X509Certificate(cert).fingerprint256
const plain = (certificate: Certificate): string => sha256(certificate).replaceAll(':', '').toLowerCase()

/** The first step towards a GLPI that answers over TLS with this certificate, and what arrived there. */
async function reached(
  certificate: Certificate,
  tls?: Connection['tls'],
  restV2 = false,
): Promise<{ step: Step; requests: string[] }> {
  const requests: string[] = []
  const { port } = await servers.https((request, reply) => {
    requests.push(request.url ?? '')
    reply.setHeader('content-type', 'application/json')
    reply.end(restV2 ? '{"api_versions":[{"version":"2.3.0"}]}' : '["ERROR_SESSION_TOKEN_MISSING","x"]')
  }, certificate)
  const url = `https://127.0.0.1:${port}`
  const account = { clientId: 'c', login: 'glpi' }
  const opened = openGlpi({
    connection: { ...(restV2 ? { restV2: { url, ...account } } : { rest: { url } }), ...(tls && { tls }) },
  })
  const { steps } = await opened.inspect(() => undefined, signal)
  await opened.close()
  return { step: steps[0]!, requests: requests.slice(0, 1) }
}

const PASSED = { outcome: 'passed', cause: null }
const refused = (cause: CauseCode, errorCode: string) => ({
  outcome: 'failed',
  cause,
  facts: { 'error-code': errorCode },
})

test.each<[string, Certificate, Connection['tls'] | undefined]>([
  ['of an authority that is given', issued, { ca: root.cert }],
  ['of an authority that is given among others', issued, { ca: other.cert + root.cert }],
  ['signed by itself, and given', own, { ca: own.cert }],
  ['signed by itself, and pinned', own, { fingerprint: sha256(own) }],
  ['pinned without colons', own, { fingerprint: plain(own) }],
  ['made out to another name, and pinned', elsewhere, { fingerprint: sha256(elsewhere) }],
])('a certificate %s is accepted', async (_, certificate, tls) => {
  const { step, requests } = await reached(certificate, tls)
  expect(step).toMatchObject(PASSED)
  expect(step.facts).not.toHaveProperty('error-code')
  expect(step.facts).not.toHaveProperty('certificate')
  expect(requests).toEqual(['/apirest.php/initSession'])
})

test.each<[string, Certificate, Connection['tls'] | undefined, CauseCode, string]>([
  ['of an authority of its own', issued, undefined, 'tls-untrusted-issuer', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  [
    'of another authority than was given',
    issued,
    { ca: other.cert },
    'tls-untrusted-issuer',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  ],
  ['signed by itself', own, undefined, 'tls-self-signed', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ['made out to another name', elsewhere, { ca: root.cert }, 'tls-wrong-host', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ['expired', expired, { ca: root.cert }, 'tls-expired', 'CERT_HAS_EXPIRED'],
  ['not yet valid', early, { ca: root.cert }, 'tls-not-yet-valid', 'CERT_NOT_YET_VALID'],
  ['another than was pinned', issued, { fingerprint: sha256(own) }, 'tls-untrusted-issuer', 'CERT_PIN_DIFFERS'],
  [
    'another than was pinned, of an authority that was given',
    issued,
    { ca: root.cert, fingerprint: sha256(own) },
    'tls-untrusted-issuer',
    'CERT_PIN_DIFFERS',
  ],
  [
    'held against what is no certificate',
    issued,
    { ca: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----' },
    'tls-untrusted-issuer',
    'CERT_FILE_UNUSABLE',
  ],
])('a certificate %s is refused, and named', async (_, certificate, tls, cause, errorCode) => {
  const { step, requests } = await reached(certificate, tls)
  expect(step).toMatchObject(refused(cause, errorCode))
  expect(step.facts.certificate).toBe(plain(certificate))
  expect(requests).toEqual([])
})

test('the API v2 is held to the same', async () => {
  const unknown = await reached(own, undefined, true)
  expect(unknown.step).toMatchObject(refused('tls-self-signed', 'DEPTH_ZERO_SELF_SIGNED_CERT'))
  const pinned = await reached(own, { fingerprint: sha256(own) }, true)
  expect(pinned.step).toMatchObject(PASSED)
})

test('an issuer of its own takes none of those away that NODE_EXTRA_CA_CERTS names', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-issuers-'))
  const file = join(folder, 'extra.pem')
  writeFileSync(file, root.cert)
  vi.stubEnv('NODE_EXTRA_CA_CERTS', file)
  try {
    const third = makeCertificate({ name: 'Root of a third', authority: true })
    const { step } = await reached(issued, { ca: third.cert })
    expect(step).toMatchObject(PASSED)
  } finally {
    vi.unstubAllEnvs()
    rmSync(folder, { recursive: true })
  }
})

test('what one GLPI trusts, no other does', async () => {
  const trusting = await reached(issued, { ca: root.cert })
  expect(trusting.step).toMatchObject(PASSED)
  const another = await reached(issued)
  expect(another.step).toMatchObject(refused('tls-untrusted-issuer', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'))
})

test('plain HTTP at the port of TLS', async () => {
  const { port } = await servers.http((_, reply) => reply.end('hello'))
  const opened = openGlpi({ connection: { rest: { url: `https://127.0.0.1:${port}` } } })
  const { steps } = await opened.inspect(() => undefined, signal)
  await opened.close()
  expect(steps[0]).toMatchObject({ outcome: 'failed', cause: 'tls-not-tls' })
  expect(steps[0]?.facts['error-code']).toEqual(expect.any(String))
})
