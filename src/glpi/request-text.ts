import type { Dispatcher } from 'undici'
import { onDeadline } from '#net/deadline.ts'

type Asked = {
  origin: string
  path: string
  method: Dispatcher.HttpMethod
  headers: Record<string, string>
  body: string | undefined
}

export type TextReply = { status: number; headers: Dispatcher.ResponseData['headers']; headAt: number; text: string }

export type ReplyLimits = {
  maxBytes: number
  tooLarge: () => Error
  ms: number
  /** @param hasBegun whether the reply had begun by then. */
  late: (hasBegun: boolean) => Error
  signal: AbortSignal
  now: () => number
}

/**
 * Asks once and hears the whole reply as text. By the dispatcher itself: `request` makes a stream and an abort controller of every
 * reply, which over thousands of GLPIs is as much work again as all of the asking.
 */
export function requestText(
  dispatcher: Dispatcher,
  { origin, path, method, headers, body }: Asked,
  limits: ReplyLimits,
): Promise<TextReply> {
  const { signal, ms, late, now, maxBytes, tooLarge } = limits
  return new Promise((resolve, reject) => {
    let cut: ((reason: Error) => void) | null = null
    let ended: Error | null = null
    let head: Omit<TextReply, 'text'> | null = null
    const chunks: Buffer[] = []
    let bytes = 0
    let clear: (() => void) | null = null

    const end = (reason: Error): void => {
      if (ended) return
      ended = reason
      clear?.()
      reject(reason)
      // a question that waits for its connection is cut when it would begin
      cut?.(reason)
    }
    clear = onDeadline({ ms, signal }, (reason) => end(reason ?? late(head !== null)))
    if (ended) return

    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(controller) {
        cut = (reason) => controller.abort(reason)
        if (ended) cut(ended)
      },
      onResponseStart(_, status, replied) {
        // a status of 1xx comes before the reply itself
        if (status >= 200) head = { status, headers: replied, headAt: now() }
      },
      onResponseData(_, chunk) {
        bytes += chunk.length
        if (bytes > maxBytes) end(tooLarge())
        else chunks.push(chunk)
      },
      onResponseEnd() {
        if (ended) return
        clear?.()
        const text = (chunks.length === 1 ? chunks[0] : Buffer.concat(chunks))?.toString('utf8') ?? ''
        if (head) resolve({ ...head, text })
        else reject(new Error('a reply without a head'))
      },
      onResponseError: (_, error) => end(error),
    }
    const asked = { origin, path, method, headers, body: body ?? null }
    try {
      dispatcher.dispatch(asked, handler)
    } catch (error) {
      end(error instanceof Error ? error : new Error('it cannot be asked'))
    }
  })
}
