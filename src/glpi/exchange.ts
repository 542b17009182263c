import type { Agent, Dispatcher } from 'undici'
import type { SeenFacts } from '#contract/scrub/facts.ts'
import { Failure } from '#net/failure.ts'
import { failureOfError } from './failure.ts'
import { collectBody, exchange } from '#net/exchange.ts'
import { readJson, type Noise } from './read-json.ts'

const MAX_BODY_BYTES = 1_048_576
const EXCHANGE_MS = 15_000

export type GlpiReply = {
  /** Of the address that was asked. */
  origin: string
  status: number
  /** What was parsed from its body; undefined for what is no JSON. */
  json: unknown
  /** What stood around that JSON. */
  noise: Noise | null
  /** @returns the value of a header, by its name in lower case. */
  header: (name: string) => string | null
  text: string
  /** For the step that received it. */
  facts: () => SeenFacts
  /** Milliseconds by our clock, around the moment of `Date`. */
  sentAt: number
  receivedAt: number
}

export type GlpiRequest = {
  /** By which connections. */
  dispatcher: Promise<Agent>
  method?: Dispatcher.HttpMethod
  origin: string
  /** With its query. */
  path: string
  headers: Record<string, string>
  body?: string
  signal: AbortSignal
  /** Milliseconds for the question and its whole answer; 15,000 by default. */
  ms?: number
  now: () => number
}

/** Asks once; no redirect is followed, since the token would go along. @throws Failure, and nothing else. */
export async function requestGlpi(asked: GlpiRequest): Promise<GlpiReply> {
  const { method = 'GET', origin, path, headers, body, signal, ms = EXCHANGE_MS, now } = asked
  try {
    const dispatcher = await asked.dispatcher
    const { take, whole } = collectBody()
    const head = await exchange(
      dispatcher,
      { origin, path, method, headers, body },
      { limit: { ms, signal }, late, maxBytes: MAX_BODY_BYTES, take, now },
    )
    const { status, sentAt, receivedAt, headers: replied } = head
    const text = whole().toString('utf8')
    const header = (name: string): string | null => {
      const value = replied[name]
      return (Array.isArray(value) ? value.join(', ') : value) || null
    }
    const { json, noise } = readJson(text)
    const reply = { origin, status, json, noise, header, text, sentAt, receivedAt }
    return { ...reply, facts: () => factsOf(path, reply) }
  } catch (error) {
    throw failureOfError(error)
  }
}

const late = (hasBegun: boolean, reason: Error | null): Error =>
  reason ?? new Failure(hasBegun ? 'reply-stalled' : 'reply-timeout', 'TIMEOUT')

/** Without query and login: they may hold a token of the server that redirects. */
export const locationOf = ({ header }: Pick<GlpiReply, 'header'>): string | null =>
  header('location')
    ?.replace(/[?#].*$/s, '')
    .replace(/^([a-z]+:)?\/\/[^/@]*@/i, '$1//') ?? null

export const titleInPage = ({ text }: Pick<GlpiReply, 'text'>): string | null =>
  /<title[^>]{0,200}>([^<]{0,1000})/i.exec(text)?.[1]?.trim() || null

const factsOf = (path: string, reply: Pick<GlpiReply, 'status' | 'header' | 'text' | 'noise'>): SeenFacts => ({
  asked: path.replace(/\?.*$/s, ''),
  status: String(reply.status),
  'content-type': reply.header('content-type'),
  server: reply.header('server'),
  date: reply.header('date'),
  location: locationOf(reply),
  'page-title': titleInPage(reply),
  noise: reply.noise,
})
