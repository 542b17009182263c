import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startServerProcess, type ServerProcess } from './server-process.ts'

/** Keeps connections for as long as the gateway does, and answers a little JSON. */
const BARE = `import { createServer } from 'node:http'
const server = createServer((_, reply) => reply.setHeader('content-type', 'application/json').end('{"status":"ok"}'))
server.keepAliveTimeout = 75000
server.headersTimeout = 80000
server.listen(0, '127.0.0.1', () => console.log('http://127.0.0.1:' + server.address().port))`

/** A bare `node:http` server, to measure the gateway beside it. */
export async function startBareServer(nodeOptions: readonly string[] = []): Promise<ServerProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-bench-'))
  const program = join(folder, 'bare.mjs')
  await writeFile(program, BARE)
  const server = await startServerProcess({ args: [...nodeOptions, program] })
  return {
    ...server,
    async stop() {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
