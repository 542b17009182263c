import type { Dispatcher } from 'undici'
import type { Seen } from '#contract/scrub/facts.ts'
import { connections } from './connections.ts'
import { failureOfError, GlpiFailure } from './failure.ts'
import { heardReply } from './heard-reply.ts'

const MAX_BODY_BYTES = 1_048_576
const EXCHANGE_MS = 15_000

export type Reply = {
  status: number
  /** What was parsed from its body; undefined for what is no JSON. */
  json: unknown
  /** What it tells of itself. */
  facts: () => Seen
  /** Milliseconds by our clock, around the moment of `Date`. */
  sentAt: number
  receivedAt: number
}

export type Asked = {
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

/** Asks once; no redirect is followed, since the token would go along. @throws GlpiFailure, and nothing else. */
export async function exchange(asked: Asked): Promise<Reply> {
  const { method = 'GET', origin, path, headers, body, signal, ms = EXCHANGE_MS, now } = asked
  try {
    const dispatcher = await connections()
    const sentAt = now()
    const reply = await heardReply(
      dispatcher,
      { origin, path, method, headers, body },
      { ms, late, maxBytes: MAX_BODY_BYTES, tooLarge, signal, now },
    )
    const { status, text, headAt: receivedAt } = reply
    const facts = () => factsOf(path, status, reply.headers, text)
    return { status, json: parseJson(text), sentAt, receivedAt, facts }
  } catch (error) {
    throw failureOfError(error)
  }
}

const late = (): Error => new GlpiFailure('glpi-unreachable', 'TIMEOUT')
const tooLarge = (): Error => new GlpiFailure('glpi-unreachable', 'TOO_LARGE')

type Headers = Dispatcher.ResponseData['headers']

function headerOf(headers: Headers, name: string): string | null {
  const value = headers[name]
  return (Array.isArray(value) ? value.join(', ') : value) || null
}

const factsOf = (path: string, status: number, headers: Headers, text: string): Seen => ({
  asked: path.replace(/\?.*$/s, ''),
  status: String(status),
  'content-type': headerOf(headers, 'content-type'),
  server: headerOf(headers, 'server'),
  date: headerOf(headers, 'date'),
  location: headerOf(headers, 'location')?.replace(/[?#].*$/s, ''),
  'page-title': /<title[^>]*>([^<]{0,1000})/i.exec(text)?.[1],
})

function parseJson(body: string): unknown {
  if (body === '') return undefined
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
