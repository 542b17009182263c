import { once } from 'node:events'
import type { Socket } from 'node:net'
import { printableSentence } from '../console/command-output.ts'
import { Failure } from '#net/failure.ts'

/** Something else listens there. */
export const NOT_A_DATABASE = 'NOT_A_DATABASE'

/** What a server reveals about itself before anybody signs in. */
export type Greeting = { isMariaDb: boolean; offersTls: boolean }

/** Protocol version 10, and an error in place of a greeting (MariaDB: "Connecting"). */
const VERSION = 0x0a
const ERROR = 0xff
const HEAD_BYTES = 4
const SSL = 0x0800

/**
 * The first packet of a connection. It stays there for the driver to read.
 * @throws Failure if this is not the greeting of MariaDB or MySQL.
 */
export async function greetingOn(socket: Socket): Promise<Greeting> {
  const bytes = await firstBytes(socket)
  const kind = bytes[HEAD_BYTES]
  if (bytes[3] !== 0 || (kind !== VERSION && kind !== ERROR)) throw noDatabase(bytes)
  const isWhole = bytes.length >= HEAD_BYTES + bytes.readUIntLE(0, 3)
  return kind === ERROR || !isWhole ? { isMariaDb: false, offersTls: false } : readGreeting(bytes)
}

/** A version that ends with a null, 4 bytes of an id, 8 of a scramble, a filler; then what the server can do. */
function readGreeting(bytes: Buffer): Greeting {
  const end = bytes.indexOf(0, HEAD_BYTES + 1)
  const at = end + 1 + 4 + 8 + 1
  const version = bytes.toString('latin1', HEAD_BYTES + 1, end)
  return {
    isMariaDb: /mariadb/i.test(version),
    offersTls: end > 0 && at + 2 <= bytes.length && (bytes.readUInt16LE(at) & SSL) !== 0,
  }
}

async function firstBytes(socket: Socket): Promise<Buffer> {
  const chunks: Buffer[] = []
  const reader = (chunk: Buffer) => chunks.push(chunk)
  socket.on('data', reader)
  const ended = once(socket, 'end').then(() => 'ended' as const)
  try {
    for (;;) {
      const more = await Promise.race([once(socket, 'data'), ended])
      const bytes = Buffer.concat(chunks)
      if (more === 'ended') throw bytes.length > 0 ? noDatabase(bytes) : new Failure('connection-reset', 'CLOSED')
      if (bytes.length <= HEAD_BYTES) continue
      socket.pause()
      return bytes
    }
  } finally {
    socket.off('data', reader)
    ended.catch(() => undefined)
    if (chunks.length > 0 && !socket.readableEnded) socket.unshift(Buffer.concat(chunks))
  }
}

function noDatabase(bytes: Buffer): Failure {
  const said = printableSentence(bytes.toString('latin1').split(/\r?\n/)[0] ?? null, [])
  return new Failure('database-unsupported', NOT_A_DATABASE, said === undefined ? {} : { said })
}
