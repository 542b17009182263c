import type { Dispatcher } from 'undici'
import { onDeadline, type TimeLimit } from './deadline.ts'
import { Failure } from './failure.ts'

export type ExchangeRequest = {
  method: Dispatcher.HttpMethod
  origin: string
  /** With its query. */
  path: string
  headers: Record<string, string>
  body?: string | undefined
}

export type ExchangeOptions = {
  limit: TimeLimit
  /** The error when the limit is reached. @param hasBegun whether the reply had begun. @param reason the signal's; null when the time was up. */
  late: (hasBegun: boolean, reason: Error | null) => Error
  /** Of the body as it is sent. */
  maxBytes: number
  /** Takes the body piece by piece, as it is sent. */
  take: (chunk: Buffer, head: ReplyHead) => void
  now: () => number
}

export type ReplyHead = {
  status: number
  /** By lower-case name. */
  headers: Dispatcher.ResponseData['headers']
  /** Milliseconds by our clock: the request left, the headers came. Both fit that clock as it was set in the end. */
  sentAt: number
  receivedAt: number
}

export const replyTooLarge = (): Failure => new Failure('reply-too-large', 'TOO_LARGE')

/**
 * One HTTP exchange. No redirect is followed: a key, or a token, would go along. Uses the dispatcher itself, because `request` of undici
 * makes a stream and an abort controller for each reply. For thousands of GLPIs that is as much work again as everything else.
 */
export function exchange(
  dispatcher: Dispatcher,
  request: ExchangeRequest,
  options: ExchangeOptions,
): Promise<ReplyHead> {
  const { limit, late, maxBytes, take, now } = options
  return new Promise((resolve, reject) => {
    const startedAt = performance.now()
    let cut: ((reason: Error) => void) | null = null
    let ended: Error | null = null
    let head: ReplyHead | null = null
    let bytes = 0
    let clear: (() => void) | null = null

    const fail = (reason: Error): void => {
      if (ended) return
      ended = reason
      clear?.()
      reject(reason)
      // a request that still waits for its connection is cut when it would begin
      cut?.(reason)
    }
    clear = onDeadline(limit, (reason) => fail(late(head !== null, reason)))
    if (ended) return

    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(controller) {
        cut = (reason) => controller.abort(reason)
        if (ended) cut(ended)
      },
      onResponseStart(_, status, headers) {
        // a status of 1xx comes before the reply itself
        if (status < 200) return
        const receivedAt = now()
        // by the clock that nobody sets
        head = { status, headers, sentAt: receivedAt - (performance.now() - startedAt), receivedAt }
      },
      onResponseData(_, chunk) {
        bytes += chunk.length
        if (bytes > maxBytes) fail(replyTooLarge())
        else if (head) take(chunk, head)
      },
      onResponseEnd() {
        if (ended) return
        clear?.()
        if (head) resolve(head)
        else reject(new Error('a reply without a head'))
      },
      onResponseError: (_, error) => fail(error),
    }
    try {
      dispatcher.dispatch({ ...request, body: request.body ?? null }, handler)
    } catch (error) {
      fail(error instanceof Error ? error : new Error('it cannot be asked'))
    }
  })
}

/** Stores a body as a whole. */
export function collectBody(): { take: (chunk: Buffer) => void; whole: () => Buffer } {
  const chunks: Buffer[] = []
  return {
    take: (chunk) => void chunks.push(chunk),
    whole: () => (chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)),
  }
}
