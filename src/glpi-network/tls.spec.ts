import type { RequestListener } from 'node:http'
import { expect, test } from 'vitest'
import { makeCertificate } from './testing/certificate.ts'
import { causeAsked, failedStageOf, PROBE_KEY, diagnoseInTest, WAITING_MS } from './testing/diagnose-in-test.ts'
import { useServers } from './testing/servers.ts'

const servers = useServers()
const HOUR = 3_600_000
const ago = (hours: number) => new Date(Date.now() - hours * HOUR)
const hosts = ['localhost', '127.0.0.1']
const root = makeCertificate({ name: 'Test Root', organisation: 'Latchkey Tests', authority: true })
const stranger = makeCertificate({ name: 'Inspection CA', organisation: 'Web Appliance Ltd', authority: true })
const ca = root.cert
const good: RequestListener = (request, reply) => {
  reply.setHeader('content-type', 'application/json')
  reply.end(request.url?.includes('marketplace') ? '[{},{"a":[1,2]}]' : '{"is_valid":true,"status":"ok"}')
}

test('a certificate that is in order', async () => {
  const { port } = await servers.https(good, makeCertificate({ name: 'localhost', hosts, by: root }))
  const { steps, step, clocks } = await diagnoseInTest(`https://127.0.0.1:${port}`, { ca })
  expect(failedStageOf(steps)).toBe('')
  expect(step('tls').facts).toMatchObject({
    'tls-version': 'TLSv1.3',
    issuer: 'Test Root',
    'issuer-organisation': 'Latchkey Tests',
    subject: 'localhost',
    names: 'localhost, 127.0.0.1',
  })
  expect(step('tls').facts['valid-to']).toMatch(/^\d{4}-\d\d-\d\dT/)
  expect(step('tls').facts.certificate).toMatch(/^[\da-f]{64}$/)
  expect(step('large').facts.plugins).toBe('2')
  expect(clocks).toMatchObject([{ clock: 'vendor', trusted: true }])
})

test.each([
  ['expired', { by: root, from: ago(48), to: ago(24) }, 'tls-expired'],
  ['not yet valid', { by: root, from: ago(-24), to: ago(-48) }, 'tls-not-yet-valid'],
  ['signed by itself', {}, 'tls-self-signed'],
  ['of an unknown issuer', { by: stranger }, 'tls-untrusted-issuer'],
  ['of another host', { by: root, hosts: ['portal.example'] }, 'tls-wrong-host'],
])('a certificate %s', async (_, wanted, cause) => {
  const certificate = makeCertificate({ name: 'localhost', hosts, ...wanted })
  const asked: string[] = []
  const { port, allClosed } = await servers.https((request, reply) => {
    asked.push(`${request.url} ${JSON.stringify(request.headers)}`)
    good(request, reply)
  }, certificate)
  const url = `https://127.0.0.1:${port}`
  const { steps, step, clocks } = await diagnoseInTest(url, { ca })
  expect(failedStageOf(steps)).toBe(`tls ${cause}`)
  expect(await causeAsked(url, { ca })).toBe(cause)
  expect(step('tls').facts).toMatchObject({ subject: 'localhost', 'tls-version': 'TLSv1.3' })
  expect(step('tls').facts['error-code']).toMatch(/CERT|ALTNAME|ISSUER|VERIFY/)
  expect(step('http')).toMatchObject({ outcome: 'not-reached', facts: { reason: 'earlier-failure' } })

  const onDates = cause === 'tls-expired' || cause === 'tls-not-yet-valid'
  expect(clocks.map(({ clock, trusted }) => [clock, trusted])).toEqual(onDates ? [['vendor', false]] : [])
  expect(asked.map((line) => line.split(' ')[0])).toEqual(onDates ? ['/api/ping'] : [])
  expect(asked.join()).not.toContain(PROBE_KEY)
  expect(asked.join()).not.toContain('x-glpi-network-uid')
  await allClosed()
})

test.concurrent.each([
  ['speaks plain HTTP', 'tls tls-not-tls', async () => servers.http(good)],
  [
    'greets as SSH does',
    'tls tls-not-tls',
    async () => servers.tcp((socket) => void socket.write('SSH-2.0-OpenSSH\r\n')),
  ],
  [
    'resets',
    'tls connection-reset',
    async () => servers.tcp((socket) => void socket.once('data', () => socket.resetAndDestroy())),
  ],
  ['closes', 'tls connection-reset', async () => servers.tcp((socket) => void socket.once('data', () => socket.end()))],
  ['is silent', 'tls reply-timeout', async () => servers.tcp()],
])('a TLS port that %s', async (_, end, listener) => {
  const { port, allClosed } = await listener()
  const url = `https://127.0.0.1:${port}`
  const options = end.endsWith('timeout') ? { budgetMs: WAITING_MS } : {}
  const [{ steps }, asked] = await Promise.all([diagnoseInTest(url, options), causeAsked(url, options)])
  expect(failedStageOf(steps)).toBe(end)
  expect(`tls ${asked}`).toBe(end)
  await allClosed()
})

test.each([
  ['handshake_failure', 40, 'tls-not-tls'],
  ['protocol_version', 70, 'tls-not-tls'],
  ['unrecognized_name', 112, 'tls-wrong-host'],
])('the alert %s', async (_, description, cause) => {
  const { port } = await servers.tcp(
    (socket) => void socket.once('data', () => socket.end(Buffer.from([21, 3, 3, 0, 2, 2, description]))),
  )
  expect(failedStageOf((await diagnoseInTest(`https://127.0.0.1:${port}`)).steps)).toBe(`tls ${cause}`)
})
