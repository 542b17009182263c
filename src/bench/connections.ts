import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { startBareServer } from './bare-server.ts'
import { expectOk, startBenchGateway } from './gateway.ts'
import { median } from './measure.ts'
import type { Bench } from './report.ts'
import type { ServerProcess } from './server-process.ts'

const CONNECTIONS = 2000
const ROUNDS = 5
const OPENED_AT_ONCE = 50
/** Until what closed connections have left is gone. */
const SETTLE_MS = 2000

/** What each connection has asked for before it waits. */
type Asked = { path: string; cookie: string }

/** A connection on which one request was answered, and which waits for the next one. */
async function idleConnection(port: number, { path, cookie }: Asked): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  socket.write(`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncookie: ${cookie}\r\n\r\n`)
  const [reply]: Buffer[] = await once(socket, 'data')
  if (!reply?.includes(' 200 ')) throw new Error(`a connection was answered with ${reply?.toString().slice(0, 300)}`)
  return socket
}

/** Megabytes that a server takes more while so many connections wait on it: in all, and in V8's heap. */
type Taken = { rss: number; heap: number }

async function memoryFor(server: ServerProcess, asked: Asked): Promise<Taken> {
  const port = Number(new URL(server.url).port)
  const before = await server.usage()
  const sockets: Socket[] = []
  while (sockets.length < CONNECTIONS) {
    const count = Math.min(OPENED_AT_ONCE, CONNECTIONS - sockets.length)
    sockets.push(...(await Promise.all(Array.from({ length: count }, () => idleConnection(port, asked)))))
  }
  const after = await server.usage()
  for (const socket of sockets) socket.destroy()
  await pause(SETTLE_MS)
  return { rss: after.rssMb - before.rssMb, heap: after.heapMb - before.heapMb }
}

/** What is garbage is collected before each look. */
const OPTIONS = ['--expose-gc']
const STATUS = '/api/instances/sandbox/registration'

async function bare(): Promise<Taken> {
  const server = await startBareServer(OPTIONS)
  try {
    return await memoryFor(server, { path: STATUS, cookie: 'latchkey=none' })
  } finally {
    await server.stop()
  }
}

async function ours(path: string): Promise<Taken> {
  const gateway = await startBenchGateway(undefined, {}, OPTIONS)
  try {
    await expectOk(gateway.call('GET', STATUS))
    return await memoryFor(gateway, { path, cookie: gateway.cookie })
  } finally {
    await gateway.stop()
  }
}

type Round = { base: Taken; status: Taken; health: Taken; again: Taken }

/** What connections take that wait for their next request, beside a bare server. Each round is on new processes: freed memory is reused. */
export const benchConnections: Bench = async (report) => {
  const rounds: Round[] = []
  for (let round = 0; round < ROUNDS; round += 1)
    rounds.push({
      base: await bare(),
      status: await ours(STATUS),
      health: await ours('/api/health'),
      again: await bare(),
    })
  const add = (what: string, budget: number | null, kind: 'status' | 'health', by: keyof Taken) =>
    report.add({
      what: `${what} of ${CONNECTIONS.toLocaleString('en')} idle connections, beside a bare node:http server`,
      value: median(rounds.map((round) => (2 * round[kind][by]) / (round.base[by] + round.again[by]))),
      budget,
      noise: median(rounds.map(({ base, again }) => again[by] / base[by])),
      detail: `${median(rounds.map((round) => round[kind][by])).toFixed(1)} MB and ${median(rounds.map(({ base }) => base[by])).toFixed(1)} MB more than without them`,
    })
  add('memory', 1.3, 'status', 'rss')
  add('objects in V8’s heap', 1.3, 'status', 'heap')
  add('memory, each after a request through the routes,', null, 'health', 'rss')
}
