import { once } from 'node:events'
import { isIP, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { MailForm } from '#contract/notices.ts'
import { dial } from '#net/guarded-connect.ts'
import { withDeadline } from '#net/deadline.ts'
import { trustingContext } from '#net/trusting-context.ts'
import { plainTextOf, type ComposedMessage } from './compose.ts'
import { answerWithout, DeliveryFailure, failureFrom, shortened } from './delivery-failure.ts'

/** The mail server as it is stored. */
export type MailServer = Omit<MailForm, 'password'> & { password: string | null }

const late = () => new DeliveryFailure({ fault: 'no-answer', said: null })

const CONNECT_MS = 15_000
/** For all of one mail: shorter than a message is claimed for. */
const MAIL_MS = 60_000

export type MailOptions = { signal: AbortSignal; limitMs?: number }

/**
 * Sends one mail, and returns what the server answered when it took it. @throws DeliveryFailure when it did not, or nobody knows.
 * The Message-ID is the same at each attempt.
 */
export async function sendMail(
  server: MailServer,
  to: string,
  message: ComposedMessage,
  { signal, limitMs = MAIL_MS }: MailOptions,
): Promise<string> {
  const { createTransport } = await import('nodemailer')
  return withDeadline({ ms: limitMs, signal }, late, async (limited) => {
    const socket = await connectTo(server, limited)
    // whatever is under way ends with its connection
    limited.addEventListener('abort', () => socket.destroy(), { once: true })
    const transport = createTransport({
      host: server.host,
      port: server.port,
      secure: server.tls === 'tls',
      requireTLS: server.tls === 'starttls',
      ignoreTLS: server.tls === 'none',
      connectionTimeout: CONNECT_MS,
      greetingTimeout: limitMs,
      socketTimeout: limitMs,
      getSocket: (_, done) => done(null, { connection: socket, secured: server.tls === 'tls' }),
      tls: tlsOptionsOf(server),
      ...(server.user !== null && { auth: { user: server.user, pass: server.password ?? '' } }),
      disableFileAccess: true,
      disableUrlAccess: true,
    })
    try {
      const { response } = await transport.sendMail({
        from: { name: 'Latchkey', address: server.from },
        to: { name: '', address: to },
        subject: message.subject,
        text: plainTextOf(message),
        messageId: `<${message.id}@latchkey>`,
        date: new Date(message.createdAt),
        headers: {
          'Auto-Submitted': 'auto-generated',
          'X-Auto-Response-Suppress': 'All',
          'Content-Language': message.language,
        },
      })
      return shortened(answerWithout(server.password, response))
    } catch (error) {
      if (limited.aborted) throw late()
      throw failureFrom(error, server.password)
    } finally {
      transport.close()
      socket.destroy()
    }
  })
}

async function connectTo(server: MailServer, signal: AbortSignal): Promise<Socket> {
  const { host, port, tls } = server
  try {
    const socket = dial(host, port, 'connect-refused')
    const timer = setTimeout(() => socket.destroy(Object.assign(new Error(), { code: 'ETIMEDOUT' })), CONNECT_MS)
    try {
      await once(socket, 'connect', { signal })
    } catch (error) {
      socket.destroy()
      throw error
    } finally {
      clearTimeout(timer)
    }
    return tls === 'tls' ? await encrypted(socket, server, signal) : socket
  } catch (error) {
    if (signal.aborted) throw late()
    throw failureFrom(error, null)
  }
}

const tlsOptionsOf = ({ host, ca }: MailServer) => ({
  // an address has no name to ask for
  ...(isIP(host) === 0 && { servername: host }),
  ...(ca !== null && { secureContext: trustingContext(ca) }),
})

/** Here, and not in the mail client: its errors do not say what was wrong with a certificate. */
async function encrypted(socket: Socket, server: MailServer, signal: AbortSignal): Promise<Socket> {
  const secured = connectTls({ socket, host: server.host, ...tlsOptionsOf(server) })
  try {
    await once(secured, 'secureConnect', { signal })
    return secured
  } catch (error) {
    secured.destroy()
    socket.destroy()
    if (signal.aborted) throw late()
    const { said } = failureFrom(error, null).failure
    // a server that cuts the handshake short speaks no TLS here
    throw new DeliveryFailure({ fault: 'tls', said })
  }
}
