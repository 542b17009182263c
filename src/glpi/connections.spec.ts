import type { LookupAddress } from 'node:dns'
import { createServer } from 'node:http'
import { request } from 'undici'
import { afterAll, expect, test, vi } from 'vitest'
import { systemResolver } from '#net/system-resolver.ts'
import { createGlpiConnections } from './connections.ts'

const found = vi.fn<() => LookupAddress[]>()
const lookup = vi
  .spyOn(systemResolver, 'lookupAll')
  .mockImplementation((_, options, done) => done(null, options.all ? found() : []))
afterAll(() => lookup.mockRestore())

async function ask(host: string): Promise<string> {
  const server = createServer((_, reply) => reply.end('reached'))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const dispatcher = await createGlpiConnections()
  try {
    const { body } = await request(`http://${host}:${port}/`, { dispatcher })
    return await body.text()
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'failed'
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

const v4 = (address: string): LookupAddress => ({ address, family: 4 })

test('a name that leads to a refused address is not dialled there', async () => {
  found.mockReturnValue([v4('169.254.169.254')])
  expect(await ask('glpi.example')).toBe('ADDRESS_REFUSED')
  found.mockReturnValue([{ address: '::ffff:169.254.169.254', family: 6 }])
  expect(await ask('glpi.example')).toBe('ADDRESS_REFUSED')
})

test('beside a refused address another one is dialled', async () => {
  found.mockReturnValue([v4('169.254.169.254'), v4('127.0.0.1')])
  expect(await ask('glpi.example')).toBe('reached')
})

test.each(['169.254.169.254', '2852039166', '0xA9.0376.169.254', '[::ffff:a9fe:a9fe]', '[fe80::1]', '0.0.0.0'])(
  '%s in the address itself is not dialled',
  async (host) => {
    expect(await ask(host)).toBe('ADDRESS_REFUSED')
  },
)
