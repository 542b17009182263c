import type { IncomingHttpHeaders, ServerResponse } from 'node:http'
import { pluginArchive } from './archive.ts'
import { OFFERS, type Plugin } from './catalogue.ts'
import { infoBody } from './info.ts'
import { type Behaviour, SANDBOX_KEYS } from './keys.ts'
import { MISBEHAVIOUR } from './misbehaviour.ts'
import { covers, topTags, wirePlugin } from './plugins.ts'

export type SandboxRequest = {
  /** Without slashes at its ends. */
  path: string
  headers: IncomingHttpHeaders
  /** The stand-in's address, as the one who asks wrote it. */
  origin: string
  /** undefined for an unknown key, and for none. */
  behaviour: Behaviour | undefined
  /** Milliseconds since the epoch. */
  now: number
  catalogue: Catalogued
}

/** By their keys, in their order. */
type Catalogued = ReadonlyMap<string, Plugin>

/** Answers a GET as the vendor does, address by address (src/GLPINetwork.php, src/Glpi/Marketplace/Api/Plugins.php). */
export function answer(asked: SandboxRequest, reply: ServerResponse): void {
  const { path, behaviour, catalogue } = asked
  if (path === 'api/ping' || path === 'api/registration') return json(reply, 200, { status: 'ok' })
  if (path === 'api/registration/offers') return json(reply, 200, OFFERS)
  if (path === 'api/registration/info') return info(asked, reply)
  if (path === '') return html(reply, homePage())
  const described = catalogue.get(/^plugins\/([a-z]+)(\/|$)/.exec(path)?.[1] ?? '')
  if (described) return html(reply, pluginPage(described))
  const [, place, rest = ''] = /^(api\/marketplace|archives)\/(.+)$/.exec(path) ?? []
  if (place === undefined) return notFound(reply)
  // a key that is no good for one question is no good for the next
  if (behaviour && behaviour.kind in MISBEHAVIOUR) return misbehave(behaviour, reply)
  return place === 'archives' ? archive(rest, asked, reply) : marketplace(rest, asked, reply)
}

function info(
  { headers, behaviour = { kind: 'refused', reason: 'not-practice' }, now }: SandboxRequest,
  reply: ServerResponse,
): void {
  if (behaviour.kind !== 'subscription' && behaviour.kind !== 'refused') return misbehave(behaviour, reply)
  return json(reply, 200, infoBody(behaviour, headers['accept-language'] ?? 'en', now))
}

function misbehave({ kind }: Behaviour, reply: ServerResponse): void {
  if (kind !== 'subscription' && kind !== 'refused') MISBEHAVIOUR[kind](reply)
}

function marketplace(path: string, asked: SandboxRequest, reply: ServerResponse): void {
  const { headers, origin, behaviour, catalogue } = asked
  if (path === 'tags/top') return json(reply, 200, topTags(String(headers['x-lang']).startsWith('fr')))
  const counted = /^plugin\/([a-z]+)\/download\/[\w.-]+$/.exec(path)?.[1]
  if (counted !== undefined) return catalogue.has(counted) ? json(reply, 200, { counted: true }) : notFound(reply)
  const tag = /^tags\/([a-z]+)\/plugin$/.exec(path)?.[1]
  if (path !== 'plugins' && tag === undefined) return notFound(reply)
  const by = { ...askerOf(headers['user-agent']), behaviour, origin }
  const found = [...catalogue.values()]
    .map((plugin, place) => ({ plugin, place }))
    .filter(({ plugin }) => tag === undefined || plugin.tag === tag)
  const page = inRange(found, headers['x-range'])
  return json(
    reply,
    200,
    page.map(({ plugin, place }) => wirePlugin(plugin, place, by)),
  )
}

/** `X-Range: 0-199`. GLPI asks for page after page until one is empty, by tag as well. */
function inRange<T>(items: T[], header: string | string[] | undefined): T[] {
  const [, from, to] = /^(\d+)-(\d+)$/.exec(String(header)) ?? []
  return from === undefined ? items : items.slice(Number(from), Number(to) + 1)
}

const askerOf = (userAgent = '') => ({
  glpi: Number(/^GLPI\/(\d+\.\d+)/.exec(userAgent)?.[1] ?? 10),
  isCloud: userAgent.includes('installation-mode:CLOUD'),
})

function archive(file: string, { headers, behaviour, catalogue }: SandboxRequest, reply: ServerResponse): void {
  const [, key = '', version = ''] = /^([a-z]+)-(\d[\w.-]*)\.tar\.gz$/.exec(file) ?? []
  const plugin = catalogue.get(key)
  if (!plugin) return notFound(reply)
  if (headers['x-registration-key'] === undefined) return json(reply, 401, { message: 'A registration key is needed.' })
  if (!covers(behaviour, plugin)) return json(reply, 403, { message: 'This key does not cover the plugin.' })
  reply.writeHead(200, { 'content-type': 'application/gzip' }).end(pluginArchive(key, plugin.name, version))
  return undefined
}

const notFound = (reply: ServerResponse): void => json(reply, 404, { message: 'Not found.' })

export function json(reply: ServerResponse, status: number, body: unknown): void {
  reply.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

/** Where GLPI's links "Register" and "Renew" lead: the keys, to be copied by hand. */
const homePage = (): string =>
  page(
    'Latchkey’s sandbox',
    `<p>The sandbox answers in place of GLPI Network, for practice: nothing here is real, and no key of it opens anything real.</p>
<p>Each key makes the sandbox behave in another way. Paste one where a registration key is asked for.</p>
<dl>${SANDBOX_KEYS.map(keyItem).join('\n')}</dl>`,
  )

/** Where the links of a plugin lead: its home page, its issues, its documentation. */
const pluginPage = ({ name, en }: Plugin): string =>
  page(name, `<p>${escaped(en)}. A plugin of the sandbox: it does nothing, and there is no more to read about it.</p>`)

const keyItem = ({ name, does, key }: (typeof SANDBOX_KEYS)[number]): string => `<dt>${escaped(name)}</dt>
<dd><p>${escaped(does)}</p><textarea readonly cols="80" rows="4" aria-label="${escaped(name)}">${key}</textarea></dd>`

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="color-scheme" content="light dark">
<meta name="viewport" content="width=device-width"><title>${escaped(title)}</title><h1>${escaped(title)}</h1>
${body}</html>`

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

function html(reply: ServerResponse, body: string): void {
  const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': "default-src 'none'" }
  reply.writeHead(200, headers).end(body)
}
