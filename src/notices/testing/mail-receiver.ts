import { once } from 'node:events'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { freePort } from '#net/testing/free-port.ts'

export type ReceivedMail = {
  from: string
  to: string[]
  /** As it came over the wire. */
  raw: string
  /** By lower-case name, unfolded. */
  headers: Record<string, string>
  /** The text, decoded. */
  text: string
}

const decoded = (body: string, encoding: string | undefined): string =>
  encoding === 'base64'
    ? Buffer.from(body, 'base64').toString('utf8')
    : encoding === 'quoted-printable'
      ? Buffer.from(
          body
            .replace(/=\r\n/g, '')
            .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
          'latin1',
        ).toString('utf8')
      : body

function read(raw: string): Pick<ReceivedMail, 'headers' | 'text'> {
  const end = raw.indexOf('\r\n\r\n')
  const lines = raw
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
  const headers = Object.fromEntries(
    lines.map((line) => {
      const [name = '', ...value] = line.split(':')
      return [name.toLowerCase(), value.join(':').trim()]
    }),
  )
  return { headers, text: decoded(raw.slice(end + 4), headers['content-transfer-encoding']) }
}

/** A real mail server that keeps what it takes. */
export class MailReceiver {
  readonly mails: ReceivedMail[] = []
  port = 0
  /** What happens when a mail is there as a whole, and before it is taken. */
  interrupt: ((raw: string) => Promise<unknown>) | null = null
  readonly #options: SMTPServerOptions
  #server: SMTPServer | null = null

  private constructor(options: SMTPServerOptions) {
    this.#options = options
  }

  static async start(options: SMTPServerOptions = {}): Promise<MailReceiver> {
    const receiver = new MailReceiver(options)
    await receiver.startAgain()
    return receiver
  }

  /** On the same port, once it has one. */
  async startAgain(): Promise<void> {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      logger: false,
      closeTimeout: 1,
      onData: (stream, { envelope }, done) => {
        const chunks: Buffer[] = []
        stream.on('data', (chunk: Buffer) => void chunks.push(chunk))
        stream.on('end', () => {
          const raw = Buffer.concat(chunks).toString('utf8')
          if (this.interrupt) {
            void this.interrupt(raw)
            return
          }
          const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address
          this.mails.push({ from, to: envelope.rcptTo.map(({ address }) => address), raw, ...read(raw) })
          done(null)
        })
      },
      ...this.#options,
    })
    // a client that goes away is no fault of the test
    server.on('error', () => undefined)
    this.#server = server
    this.port ||= await freePort()
    server.listen(this.port, '127.0.0.1')
    await once(server.server, 'listening')
  }

  /** At once, whatever is under way. */
  async kill(): Promise<void> {
    const server = this.#server
    this.#server = null
    if (server) await new Promise<void>((resolve) => server.close(() => resolve()))
  }
}
