import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FakeReply, FakeRequest } from './answer.ts'
import { legacyAnswer } from './legacy-api.ts'
import { listen, sendReply } from './listen.ts'
import { is11, newModel, newModel11, type Model } from './model.ts'
import { pageAnswer } from './oauth-pages.ts'
import { v2Answer } from './v2-api.ts'

export { storeKey } from './model.ts'

/** How this GLPI is set up, and what it has received. Changed while it listens. */
export type FakeGlpi = Model & {
  url: string
  /** Comes in place of everything, as in maintenance mode. */
  page: { status: number; html: string; headers?: Record<string, string> } | null
  date: string | null
  /** Paths that are never answered. */
  silent: (path: string) => boolean
  /** Whether the connection is dropped in place of an answer: before anything is done, or when all is done. */
  drops: (asked: FakeRequest) => 'before' | 'after' | null
  requests: { method: string; path: string; headers: IncomingMessage['headers']; body: string }[]
  connections: () => Promise<number>
  close: () => Promise<void>
}

/**
 * A stand-in for a GLPI on loopback: what a GLPI 10.0.19 and an 11.0.8 were seen to answer at `apirest.php` and at `api.php`. Which of the
 * two it is follows from its version.
 */
export async function startFakeGlpi(set: Partial<Model> = {}): Promise<FakeGlpi> {
  const { server, url, close } = await listen((asked, request, reply) => answer(glpi, asked, request, reply))
  const glpi: FakeGlpi = {
    ...modelOf(set),
    url,
    page: null,
    date: null,
    silent: () => false,
    drops: () => null,
    requests: [],
    connections: () => new Promise((done) => server.getConnections((_, count) => done(count))),
    close,
  }
  return glpi
}

/** Its tokens were encrypted with the file that it starts with. */
function modelOf(set: Partial<Model>): Model {
  const { cryptFile = 'missing' } = set
  return set.version !== undefined && is11({ version: set.version })
    ? newModel11(cryptFile, set)
    : { ...newModel(), secretsFile: cryptFile, ...set }
}

function answer(glpi: FakeGlpi, asked: FakeRequest, request: IncomingMessage, reply: ServerResponse): void {
  glpi.requests.push({ method: asked.method, path: request.url ?? '', headers: request.headers, body: asked.body })
  if (glpi.date) reply.setHeader('date', glpi.date)
  if (glpi.silent(asked.path)) return
  if (glpi.page) {
    reply.writeHead(glpi.page.status, { 'content-type': 'text/html; charset=UTF-8', ...glpi.page.headers })
    reply.end(glpi.page.html)
    return
  }
  const drops = glpi.drops(asked)
  if (drops === 'before') return void reply.destroy()
  const answered = glpiAnswer(glpi, asked)
  if (drops === 'after') return void reply.destroy()
  sendReply(reply, answered)
}

/** What stands behind one GLPI's address, by the script that is asked. */
export function glpiAnswer(glpi: Model, asked: FakeRequest): FakeReply {
  const [, script, path = ''] = /^\/(apirest\.php|api\.php\/v1|api\.php)(?:\/(.*))?$/.exec(asked.path) ?? []
  if (script === undefined)
    return (is11(glpi) && pageAnswer(glpi, asked)) || [404, undefined, { 'content-type': 'text/html' }]
  // 11 answers with its manual where nothing is asked for
  if (script !== 'api.php' && path === '' && is11(glpi))
    return [200, '<h1>GLPI REST API</h1>', { 'content-type': 'text/html' }]
  return script === 'api.php' ? v2Answer(glpi, { ...asked, path }) : legacyAnswer(glpi, { ...asked, path })
}
