import { once } from 'node:events'
import type { MailForm } from '#contract/notices.ts'
import { dial } from '#net/guarded-connect.ts'
import { withDeadline } from '#net/deadline.ts'
import { plainTextOf, type ComposedMessage } from './compose.ts'
import { DeliveryFailure, failureFrom, shortened } from './delivery-failure.ts'

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
      getSocket: (_, done) => done(null, { connection: socket }),
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
      return shortened(response)
    } catch (error) {
      if (limited.aborted) throw late()
      throw failureFrom(error, server.password)
    } finally {
      transport.close()
      socket.destroy()
    }
  })
}

async function connectTo({ host, port }: MailServer, signal: AbortSignal) {
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
    return socket
  } catch (error) {
    if (signal.aborted) throw late()
    throw failureFrom(error, null)
  }
}
