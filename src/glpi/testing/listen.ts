import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { freePort } from '#net/testing/free-port.ts'
import type { FakeReply, FakeRequest } from './answer.ts'

/** A server on a port of its own on loopback, where nobody listens once it is closed. */
export async function listen(
  answer: (asked: FakeRequest, request: IncomingMessage, reply: ServerResponse) => void | Promise<void>,
): Promise<{ server: Server; url: string; close: () => Promise<void> }> {
  const server = createServer((request, reply) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('error', () => undefined)
    request.on('end', () => {
      const [path = '/', query = ''] = (request.url ?? '/').split('?', 2)
      const body = Buffer.concat(chunks).toString('utf8')
      const asked = {
        method: request.method ?? 'GET',
        path,
        query: new URLSearchParams(query),
        headers: request.headers,
        body,
      }
      void answer(asked, request, reply)
    })
  })
  server.keepAliveTimeout = 60_000
  const port = await freePort()
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done))
  return {
    server,
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

export function sendReply(reply: ServerResponse, [status, body, headers = {}]: FakeReply): void {
  reply.writeHead(status, { 'content-type': 'application/json; charset=UTF-8', ...headers })
  const isPage = headers['content-type'] === 'text/html' && typeof body === 'string'
  reply.end(body === undefined ? undefined : isPage ? body : JSON.stringify(body))
}
