import { expect, test } from 'vitest'
import { freePort } from '#net/testing/free-port.ts'
import { useServers } from '../testing/servers.ts'
import { connectFirst, limitAddresses } from './connect.ts'

const servers = useServers()
const limits = () => ({ ms: 5_000, signal: new AbortController().signal })
const v4 = (address: string) => ({ address, family: 4 })

test('the first address that connects', async () => {
  const { port, open } = await servers.tcp()
  // 127.0.0.2 is loopback too, and nobody listens there
  const socket = await connectFirst([v4('127.0.0.2'), v4('127.0.0.1')], port, limits())
  expect(socket.remoteAddress).toBe('127.0.0.1')
  await expect.poll(open).toBe(1)
  socket.destroy()
})

test('if all addresses fail, the first is reported', async () => {
  const port = await freePort()
  const addresses = [v4('127.0.0.1'), { address: '::1', family: 6 }]
  await expect(connectFirst(addresses, port, limits())).rejects.toMatchObject({ cause: 'connect-refused' })
})

test('nothing is opened when it is too late', async () => {
  const { port, open } = await servers.tcp()
  const late = { ...limits(), signal: AbortSignal.abort() }
  await expect(connectFirst([v4('127.0.0.1')], port, late)).rejects.toMatchObject({ cause: 'connect-timeout' })
  expect(open()).toBe(0)
})

test('four addresses of a family are enough, in the order they came in', () => {
  const six = [{ address: '::1', family: 6 }]
  const many = ['1', '2', '3', '4', '5', '6'].map((end) => v4(`192.0.2.${end}`))
  expect(limitAddresses([...many.slice(0, 3), ...six, ...many.slice(3)]).map(({ address }) => address)).toEqual([
    '192.0.2.1',
    '192.0.2.2',
    '192.0.2.3',
    '::1',
    '192.0.2.4',
  ])
})

test.each(['169.254.169.254', '::ffff:a9fe:a9fe', 'fe80::1', '0.0.0.0'])('%s is never dialled', async (address) => {
  const family = address.includes(':') ? 6 : 4
  const refused = { cause: 'connect-refused', errorCode: 'ADDRESS_REFUSED' }
  await expect(connectFirst([{ address, family }], 80, limits())).rejects.toMatchObject(refused)
})

test('beside one that may not be dialled, another may', async () => {
  const { port } = await servers.tcp()
  const socket = await connectFirst([v4('169.254.169.254'), v4('127.0.0.1')], port, limits())
  expect(socket.remoteAddress).toBe('127.0.0.1')
  socket.destroy()
})
