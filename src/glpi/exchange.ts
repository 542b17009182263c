import type { Dispatcher } from 'undici'
import type { Seen } from '#contract/scrub/facts.ts'
import { failureOfError, GlpiFailure } from './failure.ts'

const MAX_BODY_BYTES = 1_048_576

export type Reply = {
  status: number
  /** What was parsed from its body; undefined for what is no JSON. */
  json: unknown
  facts: Seen
  /** Milliseconds by our clock, around the moment of `Date`. */
  sentAt: number
  receivedAt: number
}

export type Asked = {
  dispatcher: Dispatcher
  url: URL
  headers: Record<string, string>
  signal: AbortSignal
  now: () => number
}

/** GET, once; no redirect is followed, since the token would go along. @throws GlpiFailure, and nothing else. */
export async function exchange({ dispatcher, url, headers, signal, now }: Asked): Promise<Reply> {
  const { request } = await import('undici')
  try {
    const sentAt = now()
    const reply = await request(url, { method: 'GET', dispatcher, headers, signal })
    const receivedAt = now()
    const body = await readBody(reply.body)
    const header = (name: string) => [reply.headers[name] ?? []].flat().join(', ') || null
    return {
      status: reply.statusCode,
      json: parseJson(body),
      sentAt,
      receivedAt,
      facts: {
        asked: url.pathname,
        status: String(reply.statusCode),
        'content-type': header('content-type'),
        server: header('server'),
        date: header('date'),
        location: header('location')?.replace(/[?#].*$/s, ''),
        'page-title': /<title[^>]*>([^<]{0,1000})/i.exec(body)?.[1],
      },
    }
  } catch (error) {
    throw failureOfError(error)
  }
}

async function readBody(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of body) {
    bytes += chunk.length
    if (bytes > MAX_BODY_BYTES) throw new GlpiFailure('glpi-unreachable', 'TOO_LARGE')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
