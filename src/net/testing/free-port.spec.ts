import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { freePort } from './free-port.ts'

test('of many who ask at once each has a port of its own, and none that a connection could come from', async () => {
  const ports = await Promise.all(Array.from({ length: 200 }, freePort))
  expect(new Set(ports).size).toBe(200)
  expect(ports.filter((port) => port < 12_000 || port >= 32_000)).toEqual([])
})

test('it can be listened on, closed, and listened on again', async () => {
  const port = await freePort()
  for (let times = 0; times < 2; times += 1) {
    const server = createServer().listen(port, '0.0.0.0')
    await once(server, 'listening')
    expect(server.address()).toMatchObject({ port })
    server.close()
    await once(server, 'close')
  }
})
