import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer } from 'node:net'

/** Below what Linux gives out by itself (`ip_local_port_range`), to whoever listens on port 0 and to each connection that is opened. */
const [FIRST_PORT, PORTS] = [12_000, 20_000]

/**
 * A TCP port where nobody listens, for a server that a test closes or starts again: no other program is given it by chance, and no
 * other caller of this function while this process lives.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = FIRST_PORT + Math.floor(Math.random() * PORTS)
    if ((await reserve(port)) && (await isUnused(port))) return port
  }
}

/** Holds the same port of UDP until this process ends, as a sign to other callers. It does not keep a TCP server from the port. */
async function reserve(port: number): Promise<boolean> {
  const sign = createSocket('udp4').unref()
  sign.bind({ port, address: '127.0.0.1', exclusive: true })
  try {
    await once(sign, 'listening')
    return true
  } catch {
    sign.close()
    return false
  }
}

async function isUnused(port: number): Promise<boolean> {
  const server = createServer().listen(port, '0.0.0.0')
  try {
    await once(server, 'listening')
  } catch {
    return false
  }
  server.close()
  await once(server, 'close')
  return true
}
