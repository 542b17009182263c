import { readClock } from '#domain/clocks.ts'
import type { Observation } from '#domain/verdict.ts'
import type { Reply } from '../exchange.ts'
import { ExchangeFailure } from '../failure.ts'
import { causeOfPing, causeOfReply, isPage, parseJson, readReply } from '../reading.ts'
import { plannedOn } from './reach-steps.ts'
import type { Run, Seen } from './run.ts'

const http = plannedOn('used', 'http')
const json = plannedOn('used', 'json')
const contract = plannedOn('used', 'contract')
const verdict = plannedOn('used', 'verdict')

/** Asks, and looks at the reply link by link, as the client reads it. */
export async function replySteps(
  run: Run,
  asked: { path: string; withKey: boolean },
  ask: () => Promise<Reply>,
): Promise<Observation | null> {
  const { withKey, path } = asked
  const seen: Seen = { asked: path }
  const reply = await run.step(http, seen, async () => {
    const came = await ask()
    Object.assign(seen, replySeen(came))
    if (!isAnswer(came, withKey) && !mayBeRead(came)) throw new ExchangeFailure(causeOfReply(came))
    return came
  })
  if (reply) readVendorClock(run, reply)
  const body = reply && (await jsonStep(run, reply, withKey))
  if (!reply || !body) {
    if (!reply) run.skip(json, 'not-reached', 'earlier-failure')
    run.skip(contract, 'not-reached', withKey ? 'earlier-failure' : 'no-key')
    run.skip(verdict, 'not-reached', withKey ? 'earlier-failure' : 'no-key')
    return null
  }
  if (!withKey) {
    run.skip(contract, 'not-reached', 'no-key')
    run.skip(verdict, 'not-reached', 'no-key')
    return null
  }
  return verdictSteps(run, reply, body.value)
}

const isAnswer = (reply: Reply, withKey: boolean): boolean =>
  withKey ? readReply(reply, reply.receivedAt).verdict !== 'no-answer' : causeOfPing(reply) === null

/** A status that leaves the body a chance. */
const mayBeRead = (reply: Reply): boolean =>
  reply.status < 300 || (reply.status < 500 && reply.status >= 400 && reply.status !== 429 && !isPage(reply))

async function jsonStep(run: Run, reply: Reply, withKey: boolean): Promise<{ value: unknown } | null> {
  const seen: Seen = {}
  return run.step(json, seen, () => {
    const value = parseJson(reply.body)
    if (isPage(reply)) seen['page-title'] = /<title[^>]*>([^<]{0,1000})/i.exec(reply.body)?.[1]
    if (typeof value === 'object' && value !== null) seen.members = Object.keys(value).slice(0, 20).join(', ')
    if (value === undefined && (withKey || causeOfPing(reply))) throw new ExchangeFailure(causeOfReply(reply))
    return { value }
  })
}

async function verdictSteps(run: Run, reply: Reply, body: unknown): Promise<Observation | null> {
  const seen: Seen = {}
  const answer = await run.step(contract, seen, () => {
    const read = readReply(reply, reply.receivedAt)
    if (read.verdict !== 'no-answer') return read
    if (typeof body === 'object' && body !== null) seen['wrong-member'] = 'is_valid'
    throw new ExchangeFailure(read.cause)
  })
  if (!answer) {
    run.skip(verdict, 'not-reached', 'earlier-failure')
    return null
  }
  const { message, subscription, cause } = answer
  await run.step(
    verdict,
    { verdict: answer.verdict, message, subscription: subscription?.title, 'ends-at': subscription?.endsAt },
    () => {
      if (cause) throw new ExchangeFailure(cause)
    },
  )
  return answer
}

function replySeen({ status, headers, bytes }: Reply): Seen {
  const text = (name: string) => (headers[name] === undefined ? null : String(headers[name]))
  return {
    status: String(status),
    'content-type': text('content-type'),
    server: text('server'),
    via: text('via'),
    date: text('date'),
    location: text('location')?.replace(/[?#].*$/s, ''),
    'retry-after': text('retry-after'),
    bytes: String(bytes),
  }
}

function readVendorClock(run: Run, { headers, sentAt, receivedAt }: Reply): void {
  const theirs = Date.parse(String(headers['date']))
  if (Number.isNaN(theirs)) return
  run.clock(readClock('vendor', { sentAt, receivedAt, theirs, resolutionMs: 1000 }))
}
