import { afterEach, expect, test, vi } from 'vitest'
import * as z from 'zod/mini'
import type { ApiRoute } from '#contract/api/route.ts'
import { callLines } from './call-lines.ts'
import { NoGateway, GatewayRefusal } from './call.ts'

afterEach(() => void vi.unstubAllGlobals())

const lines = {
  method: 'GET',
  path: '/api/lines',
  role: null,
  summary: 'What was said',
  line: z.object({ said: z.string() }),
} as const satisfies ApiRoute
const bytes = new TextEncoder().encode('{"said":"un"}\n{"said":"é…"}\n{"said":"trois"}\n')

/** The gateway's answer in chunks; `broken` for a connection that is cut after them. */
function answer(chunks: Uint8Array[], broken = false, init: ResponseInit = {}) {
  const left = [...chunks]
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const next = left.shift()
      if (next) controller.enqueue(next)
      else if (broken) controller.error(new TypeError('network error'))
      else controller.close()
    },
  })
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(body, init)))
}

async function read() {
  const said: string[] = []
  const outcome = await callLines(lines, {}, (line) => said.push(line.said)).catch((error: unknown) => error)
  return { said, outcome }
}

test.each(Array.from({ length: bytes.length + 1 }, (_, at) => at))(
  'cut at byte %i, the lines are whole',
  async (at) => {
    answer([bytes.slice(0, at), bytes.slice(at)])
    expect(await read()).toEqual({ said: ['un', 'é…', 'trois'], outcome: undefined })
  },
)

test('a line is handed on before the next one is there', async () => {
  let finish = (): void => undefined
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(bytes.slice(0, 20))
      finish = () => controller.close()
    },
  })
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(body)))
  const first = await new Promise((resolve) => void callLines(lines, {}, resolve))
  expect(first).toEqual({ said: 'un' })
  finish()
})

test('a last line without a line break may be cut off, and is ignored', async () => {
  answer([new TextEncoder().encode('{"said":"un"}\n{"said":"deux"}')])
  expect(await read()).toEqual({ said: ['un'], outcome: undefined })
})

test('a stream that breaks keeps what came, and is no answer', async () => {
  answer([bytes.slice(0, 20)], true)
  expect(await read()).toEqual({ said: ['un'], outcome: expect.any(NoGateway) })
})

test.each(['<html>', '{"other":1}', 'null'])('a line of another shape is no answer: %s', async (line) => {
  answer([new TextEncoder().encode(`{"said":"un"}\n${line}\n`)])
  expect(await read()).toEqual({ said: ['un'], outcome: expect.any(NoGateway) })
})

test('a refusal stays a refusal', async () => {
  const problem = { type: 'about:blank', title: 'x', status: 404, detail: 'x', code: 'instance-unknown' }
  answer([new TextEncoder().encode(JSON.stringify(problem))], false, { status: 404 })
  expect(await read()).toEqual({ said: [], outcome: expect.any(GatewayRefusal) })
})
