import type { SeenFacts } from '#contract/scrub/facts.ts'
import type { Observation } from '#domain/verdict.ts'
import type { VendorReply } from '../exchange.ts'
import { Failure } from '#net/failure.ts'
import { causeOfPing, causeOfReply } from '#net/classify-reply.ts'
import { isPage, parseJson, readReply, signsOf } from '../reading.ts'
import { plannedStep } from './plan.ts'
import { factsOfReply, titleOfVendorPage } from './reply-seen.ts'
import type { ProbeRun } from './run.ts'

const HTTP = plannedStep('used', 'http')
const JSON_STEP = plannedStep('used', 'json')
const CONTRACT = plannedStep('used', 'contract')
const VERDICT = plannedStep('used', 'verdict')

export type ReplyQuestion = {
  path: string
  withKey: boolean
  /** In whose name. */
  askedAs: SeenFacts
  ask: () => Promise<VendorReply>
  /** `ours`: nothing says that it comes from somebody else. */
  onReply: (reply: VendorReply, ours: boolean) => void
}

/** Asks, and looks at the reply link by link, as the client reads it. null: nothing was said of a key. */
export async function replySteps(
  run: ProbeRun,
  { path, withKey, askedAs, ask, onReply }: ReplyQuestion,
): Promise<Observation | null> {
  const seen: SeenFacts = { asked: path, ...askedAs }
  let said: Observation | null = null
  const reply = await run.step(HTTP, seen, async () => {
    const came = await ask()
    if (withKey) said = readReply(came, came.receivedAt, run.scrub)
    Object.assign(seen, factsOfReply(came))
    const cause = said ? said.cause : causeOfPing(signsOf(came))
    onReply(came, !isPage(came) && cause !== 'redirected')
    if (!isOver(came, said)) return came
    seen['page-title'] = titleOfVendorPage(came)
    throw new Failure(cause ?? causeOfReply(signsOf(came)))
  })
  if (!reply) run.skip(JSON_STEP, 'not-reached', 'earlier-failure')
  const readable = reply && (await jsonStep(run, reply, withKey))
  if (readable && said) await verdictSteps(run, said)
  else {
    run.skip(CONTRACT, 'not-reached', withKey ? 'earlier-failure' : 'no-key')
    run.skip(VERDICT, 'not-reached', withKey ? 'earlier-failure' : 'no-key')
  }
  return said
}

/** A status that settles it. Like GLPI, an answer counts whatever its status; and JSON without one is looked at further. */
function isOver(reply: VendorReply, said: Observation | null): boolean {
  const { status } = reply
  if (status < 300 || (said !== null && said.verdict !== 'no-answer')) return false
  if (said === null || status < 400 || status >= 500) return true
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

async function verdictSteps(run: ProbeRun, said: Observation): Promise<void> {
  const seen: SeenFacts = {}
  const answer = await run.step(CONTRACT, seen, () => {
    if (said.verdict !== 'no-answer') return said
    seen['wrong-member'] = 'is_valid'
    throw new Failure(said.cause)
  })
  if (!answer) return run.skip(VERDICT, 'not-reached', 'earlier-failure')
  const { verdict, message, subscription, cause } = answer
  const told: SeenFacts = { verdict, message, subscription: subscription?.title, 'ends-at': subscription?.endsAt }
  await run.step(VERDICT, told, () => {
    if (cause) throw new Failure(cause)
  })
  return undefined
}
