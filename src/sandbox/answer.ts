import type { IncomingMessage, ServerResponse } from 'node:http'
import { pluginArchive } from './archive.ts'
import { infoBody } from './info.ts'
import type { SandboxKey } from './keys.ts'
import { MISBEHAVIOUR } from './misbehaviour.ts'
import { isPlugin, OFFERS, pluginsFor, TAGS, withTag } from './plugins.ts'

export type Asked = {
  request: IncomingMessage
  reply: ServerResponse
  url: URL
  entry: SandboxKey | undefined
  /** Milliseconds since the epoch. */
  now: number
}

const UNKNOWN = { kind: 'refused', reason: 'unknown' } as const

/** The vendor's wire, address by address (reference: src/GLPINetwork.php, src/Glpi/Marketplace/Api/Plugins.php). */
export function answer(asked: Asked): void {
  const { reply, url, request } = asked
  if (request.method !== 'GET') return json(reply, 405, { message: 'Method not allowed.' })
  const path = url.pathname.replace(/^\/+/, '').replace(/\/+$/, '')
  if (path === 'api/ping' || path === 'api/registration') return json(reply, 200, { status: 'ok' })
  if (path === 'api/registration/info') return info(asked)
  if (path === 'api/registration/offers') return json(reply, 200, OFFERS)
  if (path.startsWith('api/marketplace/')) return marketplace(asked, path.slice('api/marketplace/'.length))
  const archive = /^archives\/([a-z]+)-1\.2\.0\.tar\.gz$/.exec(path)?.[1]
  if (archive !== undefined && isPlugin(archive)) return download(asked, archive)
  return json(reply, 404, { message: 'Not found.' })
}

function info({ reply, request, entry, now }: Asked): void {
  const behaviour = entry?.behaviour ?? UNKNOWN
  if (behaviour.kind === 'subscription' || behaviour.kind === 'refused') {
    return json(reply, 200, infoBody(behaviour, request.headers['accept-language'] ?? 'en', now))
  }
  return MISBEHAVIOUR[behaviour.kind](reply)
}

function marketplace(asked: Asked, path: string): void {
  const { reply, request, url } = asked
  if (path === 'tags/top')
    return json(
      reply,
      200,
      TAGS.map((key) => ({ key, tag: key })),
    )
  if (/^plugin\/[a-z]+\/download\/[\w.]+$/.test(path)) return json(reply, 200, { counted: true })
  const plugins = pluginsFor(glpiVersion(request), url.origin)
  if (path === 'plugins') return json(reply, 200, page(plugins, request))
  const tag = /^tags\/([a-z]+)\/plugin$/.exec(path)?.[1]
  if (tag === undefined) return json(reply, 404, { message: 'Not found.' })
  const keys = withTag(tag)
  return json(
    reply,
    200,
    plugins.filter((plugin) => keys.has(plugin.key)),
  )
}

/** `X-Range: 0-199`; past the end GLPI expects 200 with an empty array. */
function page<T>(items: T[], request: IncomingMessage): T[] {
  const [, from, to] = /^(\d+)-(\d+)$/.exec(String(request.headers['x-range'] ?? '')) ?? []
  return from === undefined ? items : items.slice(Number(from), Number(to) + 1)
}

const glpiVersion = (request: IncomingMessage): number =>
  Number(/^GLPI\/(\d+\.\d+)/.exec(request.headers['user-agent'] ?? '')?.[1] ?? 10)

function download({ reply, entry }: Asked, plugin: string): void {
  if (entry?.behaviour.kind !== 'subscription') return json(reply, 401, { message: 'A registration key is needed.' })
  reply.writeHead(200, { 'content-type': 'application/gzip' }).end(pluginArchive(plugin))
  return undefined
}

function json(reply: ServerResponse, status: number, body: unknown): void {
  reply.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
