import type { Socket } from 'node:net'
import type { Observation } from '#domain/verdict.ts'
import { exchange, type Reply } from '../exchange.ts'
import { everyHeaders, infoHeaders, pluginsHeaders, type Route } from '../question.ts'
import { parseJson } from '../reading.ts'
import { ExchangeFailure } from '../failure.ts'
import { portOf } from '../way/connect.ts'
import { encrypt } from '../way/encrypt.ts'
import { hostOf } from '../way/resolve.ts'
import { certificateSeen } from './certificate.ts'
import { connectSteps, plannedOn, resolveStep } from './reach-steps.ts'
import { replySteps } from './reply-steps.ts'
import type { Run, Seen } from './run.ts'
import { trustOf } from './trust.ts'

export type Walk = {
  route: Route
  key: string | null
  uid: string
  language: string
  now: () => number
  budgetMs: number
}

/** The way every check takes, link by link. */
export async function walk(run: Run, asked: Walk): Promise<Observation | null> {
  const { route, budgetMs } = asked
  const { base } = route
  const limits = { ms: budgetMs / 4, signal: run.signal }
  const skipFrom = (...stages: Parameters<typeof plannedOn>[1][]) => {
    for (const stage of stages) run.skip(plannedOn('used', stage), 'not-reached', 'earlier-failure')
    return null
  }
  const rest = ['http', 'json', 'contract', 'verdict', 'large'] as const
  const addresses = await resolveStep(run, 'used', hostOf(base), limits)
  if (!addresses) return skipFrom('connect', 'proxy', 'tls', ...rest)
  const socket = await connectSteps(run, 'used', addresses, portOf(base), limits)
  if (!socket) return skipFrom('proxy', 'tls', ...rest)
  try {
    run.skip(plannedOn('used', 'proxy'), 'not-needed', 'no-proxy')
    const ready = await encrypted(run, asked, socket)
    if (!ready) return skipFrom(...rest)
    return await questions(run, asked, ready)
  } finally {
    socket.destroy()
  }
}

async function encrypted(run: Run, { route, budgetMs }: Walk, socket: Socket): Promise<Socket | null> {
  const planned = plannedOn('used', 'tls')
  if (route.base.protocol !== 'https:') {
    run.skip(planned, 'not-needed', 'plain-http')
    return socket
  }
  const seen: Seen = { trust: trustOf() }
  return run.step(planned, seen, async () => {
    const secured = await encrypt(socket, hostOf(route.base), route, { ms: budgetMs / 4, signal: run.signal })
    Object.assign(seen, certificateSeen(secured))
    return secured
  })
}

async function questions(run: Run, { route, key, uid, language, now, budgetMs }: Walk, socket: Socket) {
  const { Client } = await import('undici')
  const client = new Client(route.base.origin, {
    headersTimeout: 0,
    bodyTimeout: 0,
    // not at once: undici does not look at its queue again while it asks for a connection
    connect: (_, done) => queueMicrotask(() => done(null, socket)),
  })
  const get = (path: string, headers: Record<string, string>): Promise<Reply> =>
    exchange({
      dispatcher: client,
      proxied: false,
      url: new URL(path, route.base),
      headers: { ...everyHeaders(route), ...headers },
      signal: AbortSignal.any([run.signal, AbortSignal.timeout(budgetMs / 2)]),
      now,
    })
  try {
    const path = key === null ? 'ping' : 'registration/info'
    const headers = key === null ? {} : infoHeaders({ key, uid, language })
    const asked = { path: new URL(path, route.base).pathname, withKey: key !== null }
    const observation = await replySteps(run, asked, () => get(path, headers))
    await largeStep(run, key, observation, (secret) => get('marketplace/plugins', pluginsHeaders({ key: secret, uid })))
    return observation
  } finally {
    await client.destroy()
  }
}

async function largeStep(
  run: Run,
  key: string | null,
  observation: Observation | null,
  ask: (key: string) => Promise<Reply>,
): Promise<void> {
  const planned = plannedOn('used', 'large')
  if (key === null) return run.skip(planned, 'not-reached', 'no-key')
  if (observation === null) return run.skip(planned, 'not-reached', 'earlier-failure')
  if (observation.verdict === 'refused') return run.skip(planned, 'not-reached', 'key-refused')
  const seen: Seen = { asked: '/api/marketplace/plugins' }
  await run.step(planned, seen, async () => {
    const reply = await ask(key)
    const list = parseJson(reply.body)
    Object.assign(seen, { status: String(reply.status), bytes: String(reply.bytes) })
    if (!Array.isArray(list)) throw new ExchangeFailure('reply-unreadable')
    seen.plugins = String(list.length)
  })
  return undefined
}
