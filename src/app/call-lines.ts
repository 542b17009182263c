import type * as z from 'zod/mini'
import type { ApiRoute } from '#contract/api/route.ts'
import { NoGateway, sendCall, type CallOptions } from './call.ts'

/**
 * Reads a reply of one JSON object a line (application/x-ndjson) while it is being written. Each line is handed on
 * as soon as it is complete; a last line without its end is none, because it may have been cut.
 * @throws GatewayRefusal or NoGateway, the latter also for a stream that breaks and for a line of another shape.
 */
export async function callLines<Line extends z.ZodMiniType, Entry extends ApiRoute>(
  entry: Entry & { line: Line },
  options: CallOptions<Entry>,
  onLine: (line: z.output<Line>) => void,
): Promise<void> {
  const { path } = entry
  const line: Line = entry.line
  const { body } = await sendCall(entry, options)
  if (body === null) throw new NoGateway(`the answer to ${path} is empty`)
  const reader = body.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read().catch((error: unknown) => {
      if (options.signal?.aborted) throw error
      throw new NoGateway(`the answer to ${path} broke off`)
    })
    if (done) return
    const lines = (rest + value).split('\n')
    rest = lines.pop() ?? ''
    for (const text of lines) if (text !== '') onLine(readLine(line, text, path))
  }
}

function readLine<T extends z.ZodMiniType>(line: T, text: string, path: string): z.infer<T> {
  const parsed = line.safeParse(parseJson(text))
  if (parsed.success) return parsed.data
  throw new NoGateway(`a line of the answer to ${path} is not what was asked for`)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
