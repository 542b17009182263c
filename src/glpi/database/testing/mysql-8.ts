import { constants, createHash, generateKeyPairSync, privateDecrypt } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { TLSSocket } from 'node:tls'

/**
 * Stands in for a MySQL 8 as far as signing in by `caching_sha2_password` goes, after the documented wire ("Caching_sha2_password
 * information", "Protocol::Handshake" in MySQL's manual for its source).
 */
export type Mysql8 = {
  port: number
  /** How each client was let in, or why not. */
  signIns: string[]
  close(): Promise<void>
}

type Options = {
  password: string
  /** It remembers the account from before, and asks for no more than a hash. */
  isCached?: boolean
  /** Its certificate and key; without, it has no TLS. */
  tls?: { cert: string; key: string }
}

const NONCE = Buffer.from('a nonce of 20 bytes!')
const CAN = { protocol41: 0x200, ssl: 0x800, transactions: 0x2000, secure: 0x8000, pluginAuth: 0x8_0000, withDb: 0x8 }
const OK = Buffer.from([0, 0, 0, 2, 0, 0, 0])
const FAST = Buffer.from([1, 3])
const FULL = Buffer.from([1, 4])
const ASKS_FOR_KEY = 2

/** Made once: a key of this size takes a moment. */
let keyPair: ReturnType<typeof makeKeyPair> | undefined
const makeKeyPair = () => generateKeyPairSync('rsa', { modulusLength: 2048 })

export async function startMysql8({ password, isCached = false, tls }: Options): Promise<Mysql8> {
  const { publicKey, privateKey } = (keyPair ??= makeKeyPair())
  const signIns: string[] = []
  const sockets = new Set<Socket>()

  async function serve(socket: Socket): Promise<void> {
    let line = packetsOn(socket)
    line.send(greeting(tls !== undefined), 0)
    let answer = await line.next()
    const isEncrypted = answer.payload.length === 32
    if (isEncrypted && tls) {
      line.stop()
      line = packetsOn(new TLSSocket(socket, { isServer: true, ...tls }))
      answer = await line.next()
    }
    if (isCached) {
      const isRight = scrambleIn(answer.payload).equals(scrambled(password))
      if (isRight) line.send(FAST, answer.sequence + 1)
      return finish(line, isRight ? 'by its hash' : null, answer.sequence + 2)
    }
    line.send(FULL, answer.sequence + 1)
    let received = await line.next()
    let how = 'in clear over TLS'
    if (!isEncrypted && received.payload[0] === ASKS_FOR_KEY) {
      const pem = publicKey.export({ type: 'spki', format: 'pem' })
      line.send(Buffer.concat([Buffer.of(1), Buffer.from(pem)]), received.sequence + 1)
      received = await line.next()
      const padding = constants.RSA_PKCS1_OAEP_PADDING
      received = { ...received, payload: xor(privateDecrypt({ key: privateKey, padding }, received.payload)) }
      how = 'encrypted for its key'
    }
    const isRight = received.payload.toString() === `${password}\0`
    return finish(line, isRight ? how : null, received.sequence + 1)
  }

  function finish(line: ReturnType<typeof packetsOn>, how: string | null, sequence: number): void {
    signIns.push(how ?? 'refused')
    line.send(how === null ? DENIED : OK, sequence)
  }

  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    serve(socket).catch(() => socket.destroy())
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on a port
  const { port } = server.address() as AddressInfo
  return {
    port,
    signIns,
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

const DENIED = Buffer.concat([
  Buffer.from([0xff, 0x15, 0x04]),
  Buffer.from("#28000Access denied for user 'glpi'@'127.0.0.1'"),
])

function greeting(offersTls: boolean): Buffer {
  const can =
    CAN.protocol41 | CAN.transactions | CAN.secure | CAN.pluginAuth | CAN.withDb | 1 | (offersTls ? CAN.ssl : 0)
  const flags = Buffer.alloc(4)
  flags.writeUInt32LE(can >>> 0)
  return Buffer.concat([
    Buffer.from('\x0a8.4.3\0'),
    Buffer.from([1, 0, 0, 0]),
    NONCE.subarray(0, 8),
    Buffer.from([0]),
    flags.subarray(0, 2),
    Buffer.from([45, 2, 0]),
    flags.subarray(2),
    Buffer.from([21]),
    Buffer.alloc(10),
    NONCE.subarray(8),
    Buffer.from('\0caching_sha2_password\0'),
  ])
}

/** Behind flags, size, character set and 23 nulls: the account, and then the answer with its length. */
function scrambleIn(payload: Buffer): Buffer {
  const at = payload.indexOf(0, 32) + 1
  return payload.subarray(at + 1, at + 1 + (payload[at] ?? 0))
}

const sha256 = (...parts: Buffer[]) => createHash('sha256').update(Buffer.concat(parts)).digest()

function scrambled(password: string): Buffer {
  const hashed = sha256(Buffer.from(password))
  const mask = sha256(sha256(hashed), NONCE)
  return Buffer.from(hashed.map((byte, at) => byte ^ (mask[at] ?? 0)))
}

const xor = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte, at) => byte ^ (NONCE[at % NONCE.length] ?? 0)))

/** Packets have 3 bytes of length and one of sequence before them. */
function packetsOn(socket: Socket | TLSSocket) {
  let held = Buffer.alloc(0)
  let wake: (() => void) | null = null
  const hear = (chunk: Buffer) => {
    held = Buffer.concat([held, chunk])
    wake?.()
  }
  socket.on('data', hear).on('error', () => undefined)
  return {
    send(payload: Buffer, sequence: number): void {
      const head = Buffer.alloc(4)
      head.writeUIntLE(payload.length, 0, 3)
      head[3] = sequence
      socket.write(Buffer.concat([head, payload]))
    },
    async next(): Promise<{ payload: Buffer; sequence: number }> {
      while (held.length < 4 || held.length < 4 + held.readUIntLE(0, 3)) {
        await new Promise<void>((resolve) => (wake = resolve))
      }
      const end = 4 + held.readUIntLE(0, 3)
      const packet = { payload: held.subarray(4, end), sequence: held[3] ?? 0 }
      held = held.subarray(end)
      return packet
    },
    /** What came already is left there. */
    stop(): void {
      socket.off('data', hear).pause()
      if (held.length > 0) socket.unshift(held)
    },
  }
}
