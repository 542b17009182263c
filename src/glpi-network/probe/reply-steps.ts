import type { SeenFacts } from '#contract/scrub/facts.ts'
import type { NoAnswer, Observation } from '#domain/verdict.ts'
import type { VendorReply } from '../exchange.ts'
import { Failure } from '#net/failure.ts'
import { causeOfPing, causeOfReply } from '#net/classify-reply.ts'
import { isPage, parseJson, readReply, signsOf } from '../reading.ts'
import { plannedStep } from './plan.ts'
import { factsOfReply, titleOfVendorPage } from './reply-facts.ts'
import type { ProbeRun } from './run.ts'

const HTTP = plannedStep('used', 'http')
const JSON_STEP = plannedStep('used', 'json')
const CONTRACT = plannedStep('used', 'contract')
const VERDICT = plannedStep('used', 'verdict')

export type ReplyQuestion = {
  path: string
  withKey: boolean
  /** Under which name it is asked. */
  askedAs: SeenFacts
  /** That GLPI Network has asked for: nothing is asked until it is over. */
  pause: NoAnswer | null
  ask: () => Promise<VendorReply>
  /** `isVendors`: nothing shows that it comes from somebody else. */
  onReply: (reply: VendorReply, isVendors: boolean) => void
}

/** Asks, and examines the reply step by step, as the client reads it. null: the reply says nothing about a key. */
export async function replySteps(
  run: ProbeRun,
  { path, withKey, askedAs, pause, ask, onReply }: ReplyQuestion,
): Promise<Observation | null> {
  const seen: SeenFacts = pause ? {} : { asked: path, ...askedAs }
  let observation: Observation | null = withKey ? pause : null
  const reply = await run.step(HTTP, seen, async () => {
    if (pause) {
      seen['retry-after'] = String(pause.retryAfterSeconds)
      throw new Failure(pause.cause)
    }
    const received = await ask()
    if (withKey) observation = await readReply(received, received.receivedAt, run.scrub)
    Object.assign(seen, factsOfReply(received))
    const cause = observation ? observation.cause : causeOfPing(signsOf(received))
    onReply(received, !isPage(received) && cause !== 'redirected')
    if (!isOver(received, observation)) return received
    seen['page-title'] = titleOfVendorPage(received)
    throw new Failure(cause ?? causeOfReply(signsOf(received)))
  })
  if (!reply) run.skip(JSON_STEP, 'not-reached', 'earlier-failure')
  const readable = reply && (await jsonStep(run, reply, withKey))
  if (readable && observation) await verdictSteps(run, observation)
  else {
    run.skip(CONTRACT, 'not-reached', withKey ? 'earlier-failure' : 'no-key')
    run.skip(VERDICT, 'not-reached', withKey ? 'earlier-failure' : 'no-key')
  }
  return observation
}

/** Whether the status settles it. As in GLPI, an answer counts whatever its status. JSON without an answer is examined further. */
function isOver(reply: VendorReply, observation: Observation | null): boolean {
  const { status } = reply
  if (status < 300 || (observation !== null && observation.verdict !== 'no-answer')) return false
  if (observation === null || status < 400 || status >= 500) return true
  return status === 429 || status === 407 || parseJson(reply.body) === undefined
}

async function jsonStep(run: ProbeRun, reply: VendorReply, withKey: boolean): Promise<true | null> {
  const seen: SeenFacts = {}
  return run.step(JSON_STEP, seen, () => {
    const value = parseJson(reply.body)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) seen.members = membersOf(value)
    if (value === undefined) seen['page-title'] = titleOfVendorPage(reply)
    const cause = withKey ? (value === undefined ? causeOfReply(signsOf(reply)) : null) : causeOfPing(signsOf(reply))
    if (cause) throw new Failure(cause)
    return true
  })
}

const membersOf = (value: object): string => Object.keys(value).slice(0, 20).join(', ')

async function verdictSteps(run: ProbeRun, observation: Observation): Promise<void> {
  const seen: SeenFacts = {}
  const answer = await run.step(CONTRACT, seen, () => {
    if (observation.verdict !== 'no-answer') return observation
    seen['wrong-member'] = 'is_valid'
    throw new Failure(observation.cause)
  })
  if (!answer) return run.skip(VERDICT, 'not-reached', 'earlier-failure')
  const { verdict, message, subscription, cause } = answer
  const facts: SeenFacts = { verdict, message, subscription: subscription?.title, 'ends-at': subscription?.endsAt }
  await run.step(VERDICT, facts, () => {
    if (cause) throw new Failure(cause)
  })
  return undefined
}
