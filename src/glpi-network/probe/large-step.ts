import type { SeenFacts } from '#contract/scrub/facts.ts'
import type { Reason } from '#domain/diagnosis.ts'
import type { Observation } from '#domain/verdict.ts'
import type { VendorRequest, VendorReply } from '../exchange.ts'
import { Failure } from '#net/failure.ts'
import { vendorFailureOf } from '../failure.ts'
import { causeOfReply } from '#net/classify-reply.ts'
import { signsOf } from '../reading.ts'
import { countPlugins } from './count-plugins.ts'
import { plannedStep } from './plan.ts'
import { factsOfReply, titleOfVendorPage } from './reply-facts.ts'
import type { ProbeRun } from './run.ts'

const LARGE = plannedStep('used', 'large')
const MAX_BYTES = 8 * 1_048_576
/** The start is stored up to this length, to distinguish a page from a list. */
const START_BYTES = 65_536

type Take = Pick<VendorRequest, 'sink' | 'maxBytes'>
export type LargeQuestion = { path: string; ask: (key: string, take: Take) => Promise<VendorReply> }

/** The list of plugins: a network may pass small replies and stall on large ones. */
export async function largeStep(
  run: ProbeRun,
  observation: Observation | null,
  key: string | null,
  { path, ask }: LargeQuestion,
): Promise<void> {
  if (key === null) return run.skip(LARGE, 'not-reached', 'no-key')
  const reason = reasonNotTo(run, observation)
  if (reason) return run.skip(LARGE, 'not-reached', reason)
  const seen: SeenFacts = { asked: path }
  await run.step(LARGE, seen, async () => {
    const counter = countPlugins()
    let begin = Buffer.alloc(0)
    let bytes = 0
    const sink = (chunk: Buffer) => {
      bytes += chunk.length
      counter.take(chunk)
      if (begin.length < START_BYTES) begin = Buffer.concat([begin, chunk.subarray(0, START_BYTES - begin.length)])
    }
    try {
      const reply = { ...(await ask(key, { sink, maxBytes: MAX_BYTES })), body: begin.toString('utf8') }
      const plugins = counter.total()
      Object.assign(seen, factsOfReply(reply), { 'page-title': titleOfVendorPage(reply) })
      if (reply.status >= 300 || plugins === null) throw new Failure(causeOfReply(signsOf(reply)))
      seen.plugins = String(plugins)
    } catch (error) {
      seen.bytes = String(bytes)
      throw asStall(vendorFailureOf(error))
    }
  })
  return undefined
}

function reasonNotTo(run: ProbeRun, observation: Observation | null): Reason | null {
  if (observation?.verdict === 'refused') return 'key-refused'
  if (observation && observation.verdict !== 'no-answer') return null
  return run.ended() === 'rate-limited' ? 'rate-limited' : 'earlier-failure'
}

/** A small answer came over this connection a moment ago. So no answer now means that a large one does not get through. */
const asStall = (failure: Failure): Failure =>
  failure.cause === 'reply-timeout' ? new Failure('reply-stalled', failure.errorCode) : failure
