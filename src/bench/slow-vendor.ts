import { createServer, request } from 'node:http'
import { once } from 'node:events'
import { startSandbox } from '#sandbox/server.ts'

/** The stand-in for GLPI Network, behind something that can be slow. */
export type SlowVendor = {
  url: string
  /** Every question waits so long. */
  delayMs: number
  /** How often it was asked for one of these paths, since the last `forget`. */
  askedFor(path: string): number
  forget(): void
  close(): Promise<void>
}

/** Rejects with the system's error where the port is taken. */
export async function startSlowVendor(port = 0): Promise<SlowVendor> {
  const sandbox = await startSandbox({ port: 0 })
  const asked: string[] = []
  const waiting = new Set<NodeJS.Timeout>()
  const server = createServer((question, answer) => {
    const { method, headers, url: path = '/' } = question
    asked.push(path)
    const timer = setTimeout(() => {
      waiting.delete(timer)
      const onward = request(`${sandbox.url}${path}`, { method, headers }, (reply) => {
        answer.writeHead(reply.statusCode ?? 502, reply.headers)
        reply.pipe(answer)
      })
      onward.on('error', () => answer.destroy())
      question.pipe(onward)
    }, vendor.delayMs)
    waiting.add(timer)
  })
  const vendor: SlowVendor = {
    url: '',
    delayMs: 0,
    askedFor: (wanted) => asked.filter((path) => path.startsWith(wanted)).length,
    forget: () => void (asked.length = 0),
    async close() {
      for (const timer of waiting) clearTimeout(timer)
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await sandbox.close()
    },
  }
  server.listen(port, '127.0.0.1')
  try {
    await once(server, 'listening')
  } catch (error) {
    await sandbox.close()
    throw error
  }
  const address = server.address()
  vendor.url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : port}`
  return vendor
}
