import { createSocket } from 'node:dgram'
import { connect as connectTcp, isIP, isIPv6, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { SyslogTarget } from '../setting-parsers/audit.ts'

export type SyslogConnection = {
  /** @returns once the other side's system has all of them, as far as that can be known; rejects where it has not. */
  send(lines: readonly string[]): Promise<void>
  /** What has ended it since; null while it is open. Rejects nothing by itself. */
  failure(): Error | null
  close(): void
}

const CONNECT_MS = 10_000
const SEND_MS = 10_000
/** A receiver that went away says so within this time. Syslog has no reply. */
const SETTLE_MS = 250

type ConnectOptions = {
  /** Ends the attempt. */
  signal: AbortSignal
  /** The issuer (PEM) that is trusted in place of the usual ones. */
  ca?: string | undefined
}

/** Opens the way to a syslog server. @throws what the system says. */
export const connectSyslog = (target: SyslogTarget, options: ConnectOptions): Promise<SyslogConnection> =>
  target.transport === 'udp' ? Promise.resolve(overUdp(target)) : overStream(target, options)

/** One datagram a message (RFC 5426). That one is lost is never known. */
function overUdp({ host, port }: SyslogTarget): SyslogConnection {
  const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4').unref()
  socket.on('error', () => undefined)
  const sendOne = (line: string) =>
    new Promise<void>((resolve, reject) =>
      socket.send(line, port, host, (error) => (error === null ? resolve() : reject(error))),
    )
  return {
    async send(lines) {
      for (const line of lines) await sendOne(line)
    },
    failure: () => null,
    close: () => void socket.close(),
  }
}

/** Each message after its length in bytes (RFC 6587, 3.4.1; RFC 5425, 4.3). */
const framed = (line: string): string => `${Buffer.byteLength(line)} ${line}`

async function overStream({ transport, host, port }: SyslogTarget, { signal, ca }: ConnectOptions) {
  const isTls = transport === 'tls'
  const socket: Socket = isTls
    ? connectTls({ host, port, ...(isIP(host) === 0 && { servername: host }), ...(ca !== undefined && { ca }) })
    : connectTcp({ host, port })
  let failure: Error | null = null
  const failed = new Promise<never>((_, reject) => {
    const fail = (error: Error) => reject((failure ??= error))
    socket.on('error', fail)
    socket.on('close', () => fail(new Error('The syslog server has closed the connection.')))
  })
  failed.catch(() => undefined)
  // it says nothing, and what is not read would hide that it has closed
  socket.resume()
  const abort = () => void socket.destroy()
  try {
    signal.addEventListener('abort', abort)
    if (signal.aborted) abort()
    await within(CONNECT_MS, [failed, once(socket, isTls ? 'secureConnect' : 'connect')])
  } catch (error) {
    socket.destroy()
    throw error
  } finally {
    signal.removeEventListener('abort', abort)
  }
  return {
    async send(lines: readonly string[]) {
      const written = new Promise<void>((resolve) => {
        socket.write(lines.map(framed).join(''), () => resolve())
      })
      await within(SEND_MS, [failed, written])
      await Promise.race([failed, pause(SETTLE_MS)])
    },
    failure: () => failure,
    close: () => void socket.destroy(),
  }
}

const once = (socket: Socket, event: string) => new Promise<void>((resolve) => void socket.once(event, resolve))

const pause = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms).unref())

async function within(ms: number, work: Promise<void>[]): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The syslog server does not answer.')), ms).unref()
  })
  await Promise.race([...work, late]).finally(() => clearTimeout(timer))
}
