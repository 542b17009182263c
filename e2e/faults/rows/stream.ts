import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { ACCEPTED, JSON_TYPE, vendor, vendorWithList, type Handler } from '../../rig/vendor.ts'
import { NARROW } from '../../rig/network.ts'
import { onEitherPath, type Fault } from '../fault.ts'

const NEEDS = { needs: ['openssl'] } as const
const HANGS = { needs: ['openssl'], hangs: true } as const

const always =
  (handler: Handler): Fault['set'] =>
  async (rig) => ({ services: (await rig.https(handler)).url })

const raw =
  (greet: (socket: Socket) => void): Fault['set'] =>
  async (rig) => ({ services: (await rig.tls(greet)).url })

const RESET = onEitherPath('connection-reset', 'find-what-cuts')
const SILENT = onEitherPath('reply-timeout', 'compare-networks')
const STALLED = onEitherPath('reply-stalled', 'check-mtu')
const FLOOD = onEitherPath('reply-too-large', 'see-what-floods')

const MIB = 1_048_576
let bomb: Buffer | undefined

/** Six megabytes a second, for as long as somebody takes them: enough to flood, and not to starve who shares the machine. */
function pour(reply: ServerResponse | Socket, line: string): void {
  const text = line.repeat(Math.ceil(32_768 / line.length))
  every(5, reply, () => {
    if (!reply.writableNeedDrain) reply.write(text)
  })
}

function every(ms: number, reply: ServerResponse | Socket, act: () => void): void {
  const timer = setInterval(act, ms)
  reply.once('close', () => clearInterval(timer))
}

/** The reply begins; what follows is the fault. */
const begun =
  (then: (reply: ServerResponse) => void): Handler =>
  (_, reply) => {
    reply.writeHead(200, JSON_TYPE)
    reply.flushHeaders()
    then(reply)
  }

const body = JSON.stringify(ACCEPTED)

/** Replies that do not come whole, or do not end. */
export const STREAM: readonly Fault[] = [
  {
    name: 'never answered',
    is: 'the question arrives and no answer comes',
    ...SILENT,
    ...HANGS,
    set: always(() => undefined),
  },
  {
    name: 'only interim answers',
    is: 'the other side says 102 and never more',
    ...SILENT,
    ...HANGS,
    set: always((_, reply) => every(300, reply, () => reply.writeProcessing())),
  },
  {
    name: 'half a status line',
    is: 'the answer stops in its first line',
    ...SILENT,
    ...HANGS,
    set: raw((socket) => void socket.write('HTTP/1.1 2')),
  },
  {
    name: 'headers, then nothing',
    is: 'the answer begins and stops',
    ...STALLED,
    ...HANGS,
    set: always(begun(() => undefined)),
  },
  {
    name: 'one byte a second',
    is: 'the answer crawls',
    ...STALLED,
    ...HANGS,
    set: always(begun((reply) => every(1000, reply, () => reply.write(' ')))),
  },
  {
    name: 'half of the body, then nothing',
    is: 'the answer stops in the middle',
    ...STALLED,
    ...HANGS,
    set: always(
      (_, reply) => void reply.writeHead(200, { ...JSON_TYPE, 'content-length': body.length }).write(body.slice(0, 40)),
    ),
  },
  {
    name: 'small replies pass and the large one stalls',
    is: 'packets above the path MTU vanish',
    ...STALLED,
    needs: ['openssl', 'network', 'dnsmasq', 'nft'],
    hangs: true,
    set: async (rig) => ({
      services: (await rig.https(vendor(), 'good', {}, { host: NARROW, name: 'narrow.net.test' })).url,
    }),
  },
  {
    name: 'the large reply stalls at the vendor',
    is: 'the plugin list begins and stops',
    ...STALLED,
    ...HANGS,
    set: always(vendorWithList(begun((reply) => void reply.write('[{"key":"a"},')))),
  },
  {
    name: 'closed without an answer',
    is: 'the question arrives and the connection is ended',
    ...RESET,
    ...NEEDS,
    set: always((request) => void request.socket.end()),
  },
  {
    name: 'reset without an answer',
    is: 'the question arrives and the connection is reset',
    ...RESET,
    ...NEEDS,
    set: async (rig) => {
      const served = await rig.https(({ socket }) => served.listener.reset(socket.remotePort))
      return { services: served.url }
    },
  },
  {
    name: 'a body that is cut',
    is: 'the connection ends in mid-answer',
    ...RESET,
    ...NEEDS,
    set: always((_, reply) => {
      reply
        .writeHead(200, { ...JSON_TYPE, 'content-length': body.length })
        .write(body.slice(0, 40), () => reply.socket?.end())
    }),
  },
  {
    name: 'chunks that are cut',
    is: 'the connection ends in mid-answer',
    ...RESET,
    ...NEEDS,
    set: always(begun((reply) => void reply.write(body.slice(0, 40), () => reply.socket?.end()))),
  },
  {
    name: 'two mebibytes',
    is: 'something sends far more than an answer',
    ...FLOOD,
    ...NEEDS,
    set: always((_, reply) => void reply.writeHead(200, JSON_TYPE).end('x'.repeat(2 * MIB))),
  },
  {
    name: 'a body without end',
    is: 'something sends and never stops',
    ...FLOOD,
    ...NEEDS,
    set: always(begun((reply) => pour(reply, 'x'.repeat(16_384)))),
  },
  {
    name: 'a small gzip of 50 MiB',
    is: 'something sends a bomb',
    ...FLOOD,
    ...NEEDS,
    set: always((_, reply) => {
      bomb ??= gzipSync(Buffer.alloc(50 * MIB))
      reply.writeHead(200, { ...JSON_TYPE, 'content-encoding': 'gzip' }).end(bomb)
    }),
  },
  {
    name: 'headers without end',
    is: 'something sends headers and never stops',
    ...FLOOD,
    ...NEEDS,
    set: raw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n')
      pour(socket, `x-more: ${'y'.repeat(1_000)}\r\n`)
    }),
  },
  {
    name: 'no HTTP inside TLS',
    is: 'another service listens there',
    ...onEitherPath('reply-unreadable', 'find-what-changes'),
    ...NEEDS,
    set: raw((socket) => void socket.once('data', () => socket.end('220 mail.example ESMTP\r\n'))),
  },
]
