import type { IncomingMessage, RequestListener } from 'node:http'
import { expect, test } from 'vitest'
import { makeCertificate } from './testing/certificate.ts'
import { causeAsked, failedStageOf, PROBE_KEY, diagnoseInTest } from './testing/diagnose-in-test.ts'
import { useServers } from './testing/servers.ts'

const servers = useServers()
const root = makeCertificate({ name: 'Test Root', authority: true })
const certificate = makeCertificate({ name: 'localhost', hosts: ['localhost', '127.0.0.1'], by: root })

const statuses = [301, 302, 303, 307, 308]
const elsewhere = ['another port', 'another host', 'HTTP from HTTPS', 'HTTPS from HTTP', 'the same, round and round']
const paths = ['directly', 'through a proxy']
const cases = statuses.flatMap((status) =>
  elsewhere.flatMap((where) => paths.map((path) => [status, where, path] as const)),
)

test.each(cases)('%i to %s, %s: nobody else sees the key', async (status, where, path) => {
  const seen: IncomingMessage[] = []
  const listener: RequestListener = (request, reply) => {
    seen.push(request)
    reply.setHeader('content-type', 'application/json').end('{"is_valid":true}')
  }
  const toTls = where === 'HTTPS from HTTP'
  const other = await (toTls ? servers.https(listener, certificate) : servers.http(listener))
  const host = where === 'another host' ? 'localhost' : '127.0.0.1'
  const location = where.startsWith('the same')
    ? '/api/registration/info'
    : `http${toTls ? 's' : ''}://${host}:${other.port}/api/registration/info?token=1`

  const redirect: RequestListener = (_, reply) => void reply.writeHead(status, { location }).end()
  const fromTls = where === 'HTTP from HTTPS'
  const vendor = await (fromTls ? servers.https(redirect, certificate) : servers.http(redirect))
  const proxy = path === 'directly' ? null : `http://127.0.0.1:${(await servers.proxy()).port}`
  const url = `http${fromTls ? 's' : ''}://127.0.0.1:${vendor.port}`
  const options = { proxy, ca: root.cert }

  const { steps, step } = await diagnoseInTest(url, options)
  expect(failedStageOf(steps)).toBe('http redirected')
  expect(step('http').facts.location).toBe(location.replace('?token=1', ''))
  expect(step('large')).toMatchObject({ outcome: 'not-reached', facts: { reason: 'earlier-failure' } })
  expect(await causeAsked(url, options)).toBe('redirected')
  expect(seen).toHaveLength(0)
  expect(other.received()).not.toContain(PROBE_KEY)
  expect(other.open()).toBe(0)
})
