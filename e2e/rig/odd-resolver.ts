import { createSocket, type RemoteInfo } from 'node:dgram'
import { once } from 'node:events'

const HEADER_BYTES = 12
const SERVFAIL = 2
const REFUSED = 5
const SLOW_MS = 1_500

/** What a name server behind dnsmasq does, by the first label of the name it is asked for. Null answers nothing. */
const MANNERS: Record<string, (query: Buffer) => Buffer | null> = {
  servfail: (query) => reply(query, SERVFAIL),
  refused: (query) => reply(query, REFUSED),
  never: () => null,
  garbage: (query) => Buffer.concat([query.subarray(0, 2), Buffer.from('no answer at all')]),
  slow: (query) => reply(query, 0, typeOf(query) === 1 ? [127, 0, 0, 1] : null),
}

/** A name server that is ill: dnsmasq passes its answers on. @returns its UDP port on 127.0.0.1. */
export async function startOddResolver(): Promise<{ port: number; close(): void }> {
  const socket = createSocket('udp4')
  socket.on('message', (query: Buffer, { address, port }: RemoteInfo) => {
    const label = labelOf(query)
    const answer = MANNERS[label]?.(query) ?? null
    if (answer) setTimeout(() => socket.send(answer, port, address), label === 'slow' ? SLOW_MS : 0)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return { port: socket.address().port, close: () => void socket.close() }
}

const labelOf = (query: Buffer): string =>
  query.toString('latin1', HEADER_BYTES + 1, HEADER_BYTES + 1 + (query[HEADER_BYTES] ?? 0)).toLowerCase()

const endOfName = (query: Buffer): number => query.indexOf(0, HEADER_BYTES) + 1
const typeOf = (query: Buffer): number => query.readUInt16BE(endOfName(query))

/** RFC 1035, 4.1: the query's own header and question, and at most one A record that points back at the name. */
function reply(query: Buffer, code: number, address: number[] | null = null): Buffer {
  const header = Buffer.from(query.subarray(0, HEADER_BYTES))
  header.writeUInt16BE(0x8180 | code, 2)
  header.writeUInt16BE(address ? 1 : 0, 6)
  header.writeUInt32BE(0, 8)
  const question = query.subarray(HEADER_BYTES, endOfName(query) + 4)
  const record = address ? Buffer.from([0xc0, HEADER_BYTES, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4, ...address]) : Buffer.alloc(0)
  return Buffer.concat([header, question, record])
}
