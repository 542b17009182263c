import type { LookupAddress } from 'node:dns'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { promisify } from 'node:util'
import { afterEach, expect, test, vi } from 'vitest'
import { systemResolver } from '#net/system-resolver.ts'
import { causeAsked } from '../testing/diagnose-in-test.ts'
import { useServers } from '../testing/servers.ts'

const servers = useServers()
const { resolveAll } = systemResolver
const lookup = vi.spyOn(systemResolver, 'resolveAll')
afterEach(() => lookup.mockReset().mockImplementation(resolveAll))

/** What this machine says of the name of GLPI Network; everything else it resolves as ever. */
const known = (answer: () => Promise<LookupAddress[]>) =>
  lookup.mockImplementation((host) => (host === 'services.test' ? answer() : resolveAll(host)))

const at = (...addresses: string[]) => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))

test.each<[string, () => Promise<LookupAddress[]>]>([
  ['the metadata of a cloud', () => Promise.resolve(at('169.254.169.254'))],
  ['it among others', () => Promise.resolve(at('203.0.113.7', 'fd00:ec2::254'))],
])('a name that leads to %s is not handed to a proxy', async (_, answer) => {
  known(answer)
  const proxy = await servers.proxy()
  const options = { proxy: `http://127.0.0.1:${proxy.port}` }
  expect(await causeAsked('https://services.test', options)).toBe('proxy-cannot-reach')
  expect(proxy.received()).not.toContain('CONNECT')
})

test('a name that this machine does not know is the proxy’s to look up', async () => {
  known(() => Promise.reject(Object.assign(new Error('ENOTFOUND'), { code: 'ENOTFOUND' })))
  const proxy = await servers.proxy('HTTP/1.1 403 Forbidden\r\n\r\n')
  const options = { proxy: `http://127.0.0.1:${proxy.port}` }
  expect(await causeAsked('https://services.test', options)).toBe('proxy-denied')
  expect(proxy.received()).toContain('CONNECT services.test:443')
})

test('a proxy that closes while the name is looked up is one that cannot be reached', async () => {
  const proxy = createServer((socket) => void socket.end()).listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  known(async () => {
    // until the connection to the proxy is closed
    await vi.waitFor(async () => {
      if ((await promisify(proxy.getConnections.bind(proxy))()) > 0) throw new Error('still open')
    })
    return at('203.0.113.7')
  })
  const address = proxy.address()
  const port = typeof address === 'object' ? address?.port : 0
  expect(await causeAsked('https://services.test', { proxy: `http://127.0.0.1:${port}` })).toBe('proxy-unreachable')
  proxy.close()
})
