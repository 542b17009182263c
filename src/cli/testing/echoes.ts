import { once } from 'node:events'
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { text } from 'node:stream/consumers'

/** Servers that answer with everything that they were sent: whatever shows an answer shows that. */
export type Echoes = {
  /** As GLPI Network, a GLPI, an issuer of OpenID Connect and a receiver of hooks, by the path. */
  url: string
  smtpPort: number
  /** All they were sent, bytes as Latin-1. */
  heard(): string
  close(): Promise<void>
}

const portOf = (server: Server): number => {
  const address: AddressInfo | string | null = server.address()
  return typeof address === 'object' ? (address?.port ?? 0) : 0
}

function answerOf(path: string, url: string, echo: string): [status: number, body: unknown] {
  if (path.endsWith('/.well-known/openid-configuration'))
    return [
      200,
      {
        issuer: `${url}/issuer`,
        authorization_endpoint: `${url}/issuer/auth`,
        token_endpoint: `${url}/issuer/token`,
        jwks_uri: `${url}/issuer/keys`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
      },
    ]
  if (path.includes('token')) return [400, { error: 'invalid_client', error_description: echo }]
  if (path.includes('/registration/info')) return [200, { is_valid: false, validation_message: echo }]
  if (path.includes('/glpi')) return [400, ['ERROR_GLPI_LOGIN', echo]]
  return [500, { error: echo, message: echo }]
}

export async function startEchoes(): Promise<Echoes> {
  let heard = ''
  const hear = (bytes: string): string => {
    heard += `${bytes}\n`
    return bytes
  }
  const http = createHttpServer((question: IncomingMessage, reply: ServerResponse) => {
    void (async () => {
      const { method = '', url: path = '', rawHeaders } = question
      const echo = hear([method, path, ...rawHeaders, await text(question)].join(' '))
      const url = `http://127.0.0.1:${portOf(http)}`
      const [status, body] = answerOf(path, url, echo)
      reply.writeHead(status, { 'content-type': 'application/json', 'x-echo': Buffer.from(echo).toString('base64') })
      reply.end(JSON.stringify(body))
    })()
  }).listen(0, '127.0.0.1')
  const smtp = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.write('220 echo\r\n')
    socket.on('data', (chunk) => {
      const line = hear(chunk.toString('latin1')).trim()
      if (/^EHLO/i.test(line)) socket.write('250-echo\r\n250 AUTH PLAIN LOGIN\r\n')
      else socket.write(`535 5.7.8 refused: ${line}\r\n`)
    })
  }).listen(0, '127.0.0.1')
  await Promise.all([once(http, 'listening'), once(smtp, 'listening')])
  return {
    url: `http://127.0.0.1:${portOf(http)}`,
    smtpPort: portOf(smtp),
    heard: () => heard,
    async close() {
      http.closeAllConnections()
      await Promise.all([http, smtp].map((server) => new Promise((resolve) => server.close(resolve))))
    },
  }
}
