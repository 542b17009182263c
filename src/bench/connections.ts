import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { startBareServer } from './bare-server.ts'
import { startBenchGateway } from './gateway.ts'
import { median } from './measure.ts'
import type { Bench } from './report.ts'
import type { ServerProcess } from './server-process.ts'

const CONNECTIONS = 2000
const ROUNDS = 5
const OPENED_AT_ONCE = 50
/** Until what closed connections have left is gone. */
const SETTLE_MS = 2000

/** A connection on which one request was answered, and which waits for the next one. */
async function idleConnection(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  socket.write('GET /api/health HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n')
  await once(socket, 'data')
  return socket
}

/** Megabytes that a server takes more while so many connections wait on it. */
async function memoryFor(server: ServerProcess): Promise<number> {
  const port = Number(new URL(server.url).port)
  const before = await server.usage()
  const sockets: Socket[] = []
  while (sockets.length < CONNECTIONS) {
    const count = Math.min(OPENED_AT_ONCE, CONNECTIONS - sockets.length)
    sockets.push(...(await Promise.all(Array.from({ length: count }, () => idleConnection(port)))))
  }
  const after = await server.usage()
  for (const socket of sockets) socket.destroy()
  await pause(SETTLE_MS)
  return after.rssMb - before.rssMb
}

async function taken(start: () => Promise<ServerProcess>): Promise<number> {
  const server = await start()
  try {
    return await memoryFor(server)
  } finally {
    await server.stop()
  }
}

/** What connections take that wait for their next request, beside a bare server. Each round is on new processes: freed memory is reused. */
export const benchConnections: Bench = async (report) => {
  const options = ['--expose-gc']
  const bare = () => taken(() => startBareServer(options))
  const rounds: { base: number; ours: number; again: number }[] = []
  for (let round = 0; round < ROUNDS; round += 1)
    rounds.push({
      base: await bare(),
      ours: await taken(() => startBenchGateway(undefined, {}, options)),
      again: await bare(),
    })
  report.add({
    what: `memory of ${CONNECTIONS.toLocaleString('en')} idle connections, beside a bare node:http server`,
    value: median(rounds.map(({ base, ours, again }) => (2 * ours) / (base + again))),
    budget: 1.3,
    noise: median(rounds.map(({ base, again }) => again / base)),
    detail: `${median(rounds.map(({ ours }) => ours)).toFixed(1)} MB and ${median(rounds.map(({ base }) => base)).toFixed(1)} MB more than without them`,
  })
}
