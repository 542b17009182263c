import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { request, type Dispatcher } from 'undici'
import { startServerProcess, type ServerProcess } from './server-process.ts'

const PROGRAM = 'dist/latchkey/main.js'

/** `latchkey serve` in a process and a folder of its own, and somebody who is signed in. */
export type BenchGateway = ServerProcess & {
  folder: string
  sandboxUrl: string
  /** The cookies of the sign-in, as a browser sends them. */
  cookie: string
  call(method: Dispatcher.HttpMethod, path: string, body?: unknown): Promise<{ status: number; text: string }>
}

/** @param prepare puts data into the folder, before the gateway starts for good. */
export async function startBenchGateway(
  prepare?: (folder: string) => Promise<void>,
  env: Readonly<Record<string, string>> = {},
  nodeOptions: readonly string[] = [],
): Promise<BenchGateway> {
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-bench-'))
  const start = () =>
    startServerProcess({
      args: [...nodeOptions, PROGRAM, 'serve'],
      env: { LATCHKEY_DATA: join(folder, 'data'), LATCHKEY_PORT: '0', LATCHKEY_SANDBOX: '0', ...env },
      isReady: (line) => line.startsWith('Sign in: ') || line.startsWith('Somebody is signed in'),
    })
  if (prepare) {
    // the first start makes the tables
    await (await start()).stop()
    await prepare(folder)
  }
  const server = await start()
  const stop = async () => {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
  const cookie = await signIn(server).catch(async (error: unknown) => {
    await stop()
    throw error
  })
  return {
    ...server,
    folder,
    cookie,
    sandboxUrl: /stand-in for GLPI Network: (\S+)/.exec(server.lines.join('\n'))?.[1] ?? '',
    async call(method, path, body) {
      const reply = await request(`${server.url}${path}`, {
        method,
        headers: {
          cookie,
          ...(body === undefined ? { 'x-requested-with': 'bench' } : { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      return { status: reply.statusCode, text: await reply.body.text() }
    },
    stop,
  }
}

async function signIn(server: ServerProcess): Promise<string> {
  const token = /#token=(\S+)/.exec(server.lines.join('\n'))?.[1]
  if (token === undefined) throw new Error(`the gateway printed no sign-in link:\n${server.lines.join('\n')}`)
  const reply = await request(`${server.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  })
  await reply.body.dump()
  if (reply.statusCode !== 201) throw new Error(`signing in was answered with ${reply.statusCode}`)
  return [reply.headers['set-cookie'] ?? []]
    .flat()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

/** The call succeeded, or the run cannot go on. */
export async function expectOk(answering: Promise<{ status: number; text: string }>): Promise<string> {
  const { status, text } = await answering
  if (status >= 300) throw new Error(`the gateway answered ${status}: ${text.slice(0, 300)}`)
  return text
}
