import { X509Certificate } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import type { Connection } from '#contract/connection.ts'
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

const formatStep = ({ outcome, cause, facts }: Step): string =>
  [outcome, cause, facts['error-code']].filter(Boolean).join(' ')

test.each<[string, Certificate, Connection['tls'] | undefined, string]>([
  ['of an authority of its own', issued, undefined, 'failed tls-untrusted-issuer UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  ['of that authority, given', issued, { ca: root.cert }, 'passed'],
  ['of that authority, given among others', issued, { ca: other.cert + root.cert }, 'passed'],
  [
    'of another authority than was given',
    issued,
    { ca: other.cert },
    'failed tls-untrusted-issuer UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  ],
  ['signed by itself', own, undefined, 'failed tls-self-signed DEPTH_ZERO_SELF_SIGNED_CERT'],
  ['signed by itself, and given', own, { ca: own.cert }, 'passed'],
  ['signed by itself, and pinned', own, { fingerprint: sha256(own) }, 'passed'],
  ['pinned without colons', own, { fingerprint: plain(own) }, 'passed'],
  ['made out to another name', elsewhere, { ca: root.cert }, 'failed tls-wrong-host ERR_TLS_CERT_ALTNAME_INVALID'],
  ['made out to another name, and pinned', elsewhere, { fingerprint: sha256(elsewhere) }, 'passed'],
  ['expired', expired, { ca: root.cert }, 'failed tls-expired CERT_HAS_EXPIRED'],
  ['not yet valid', early, { ca: root.cert }, 'failed tls-not-yet-valid CERT_NOT_YET_VALID'],
  ['another than was pinned', issued, { fingerprint: sha256(own) }, 'failed tls-untrusted-issuer CERT_PIN_DIFFERS'],
  [
    'another than was pinned, of an authority that was given',
    issued,
    { ca: root.cert, fingerprint: sha256(own) },
    'failed tls-untrusted-issuer CERT_PIN_DIFFERS',
  ],
  [
    'held against what is no certificate',
    issued,
    { ca: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----' },
    'failed tls-untrusted-issuer CERT_FILE_UNUSABLE',
  ],
])('a certificate %s', async (_, certificate, tls, expected) => {
  const { step, requests } = await reached(certificate, tls)
  expect(formatStep(step)).toBe(expected)
  expect(requests).toEqual(expected === 'passed' ? ['/apirest.php/initSession'] : [])
  // a refused certificate is named
  expect(step.facts.certificate).toBe(expected === 'passed' ? undefined : plain(certificate))
})

test('the API v2 is held to the same', async () => {
  expect(formatStep((await reached(own, undefined, true)).step)).toBe(
    'failed tls-self-signed DEPTH_ZERO_SELF_SIGNED_CERT',
  )
  expect(formatStep((await reached(own, { fingerprint: sha256(own) }, true)).step)).toBe('passed')
})

test('an issuer of its own takes none of those away that NODE_EXTRA_CA_CERTS names', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-issuers-'))
  const file = join(folder, 'extra.pem')
  writeFileSync(file, root.cert)
  vi.stubEnv('NODE_EXTRA_CA_CERTS', file)
  try {
    const third = makeCertificate({ name: 'Root of a third', authority: true })
    expect(formatStep((await reached(issued, { ca: third.cert })).step)).toBe('passed')
  } finally {
    vi.unstubAllEnvs()
    rmSync(folder, { recursive: true })
  }
})

test('what one GLPI trusts, no other does', async () => {
  expect(formatStep((await reached(issued, { ca: root.cert })).step)).toBe('passed')
  expect(formatStep((await reached(issued)).step)).toBe('failed tls-untrusted-issuer UNABLE_TO_VERIFY_LEAF_SIGNATURE')
})

test('plain HTTP at the port of TLS', async () => {
  const { port } = await servers.http((_, reply) => reply.end('hello'))
  const opened = openGlpi({ connection: { rest: { url: `https://127.0.0.1:${port}` } } })
  const { steps } = await opened.inspect(() => undefined, signal)
  await opened.close()
  expect(formatStep(steps[0]!)).toMatch(/^failed tls-not-tls /)
})
