import type { IncomingMessage, ServerResponse } from 'node:http'
import { answer, json } from './answer.ts'
import { PLUGINS, type Plugin } from './catalogue.ts'
import { SANDBOX_KEYS } from './keys.ts'
import type { SandboxCall } from './server.ts'

const BY_KEY = new Map(SANDBOX_KEYS.map((entry) => [entry.key, entry]))

type Parts = {
  /** Called with each request before it is answered. */
  note: (call: SandboxCall) => void
  /** The stand-in's own address, for who names none. */
  url: string
  now: () => number
  plugins?: readonly Plugin[] | undefined
}

/** Answers requests as GLPI Network does. */
export function answerCalls({ note, url, now, plugins = PLUGINS }: Parts) {
  const catalogue = new Map(plugins.map((plugin) => [plugin.key, plugin]))
  return ({ method, headers, url: target }: IncomingMessage, reply: ServerResponse): void => {
    const path = pathOf(target)
    const entry = BY_KEY.get(String(headers['x-registration-key']))
    note({ path, key: entry?.name ?? null })
    reply.setHeader('x-latchkey-sandbox', '1')
    if (method !== 'GET') return json(reply, 405, { message: 'Method not allowed.' })
    const origin = originOf(headers.host) ?? url
    return answer(
      { path: path.replace(/^\/+|\/+$/g, ''), headers, origin, behaviour: entry?.behaviour, now: now(), catalogue },
      reply,
    )
  }
}

// not `new URL`: it throws at a target like "//", and one odd request must not end the process
const pathOf = (target = '/'): string => target.replace(/[?#].*$/s, '')

/** A GLPI in a container knows the stand-in by another name than ours: it gets that one back in its links. */
const originOf = (host = ''): string | null =>
  /^([\w.-]+|\[[\da-f:.]+\])(:\d+)?$/i.test(host) ? `http://${host}` : null
