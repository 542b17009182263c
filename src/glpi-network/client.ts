import { setTimeout as pause } from 'node:timers/promises'
import { scrubFor } from '#contract/scrub/scrub.ts'
import { isSendable } from '#domain/key-text/whole-key.ts'
import type { CauseCode } from '#domain/causes.ts'
import { MOST_TRIES } from '#domain/recheck.ts'
import type { Observation } from '#domain/verdict.ts'
import { createVendorConnections, type VendorConnections } from './dispatcher.ts'
import { requestVendor, type VendorReply, type VendorRequest } from './exchange.ts'
import { Failure } from '#net/failure.ts'
import {
  everyHeaders,
  infoHeaders,
  networkPathOf,
  TIMEOUTS,
  type NetworkPathOptions,
  type Timeouts,
} from './question.ts'
import { causeOfPing } from '#net/classify-reply.ts'
import { readList, readReply, noAnswer, signsOf, type ListAnswer } from './reading.ts'
import { NEVER_ABORTED, timeoutError, withDeadline } from '#net/deadline.ts'

export type VendorClientOptions = NetworkPathOptions & {
  timeouts?: Timeouts
  now?: () => number
  random?: () => number
}

export type KeyQuestion = {
  key: string
  uid: string | null
  language: string
  /** `MOST_TRIES`, where nothing is said. */
  tries?: number
  signal?: AbortSignal
}

export type ListQuestion = {
  /** Below `/api/`. */
  path: string
  headers: Record<string, string>
  maxBytes: number
  signal?: AbortSignal
}

export type VendorClient = {
  /** GET registration/info with the key. Never throws; what went wrong is the observation's cause. */
  ask(question: KeyQuestion): Promise<Observation>
  /** GET ping, without a key: does GLPI Network answer from here? */
  ping(options?: { signal?: AbortSignal }): Promise<{ reachable: boolean; cause: CauseCode | null }>
  /** GET anything that answers with a list, within the same limits. Never throws. */
  list(question: ListQuestion): Promise<ListAnswer>
  close(): Promise<void>
}

const PAUSE_MS = 250

/** Causes that may pass within the seconds we have. */
const WORTH_ANOTHER_TRY = new Set<CauseCode>(['dns-timeout', 'connect-refused', 'connection-reset', 'vendor-error'])

/** Asks GLPI Network as GLPI does (src/GLPINetwork.php), and no other address than the one it was made for. */
export function createVendorClient(options: VendorClientOptions): VendorClient {
  const { now = Date.now, random = Math.random } = options
  const timeouts = options.timeouts ?? TIMEOUTS
  const { totalMs } = timeouts
  const route = networkPathOf(options)
  const { base, proxy } = route
  let connections: Promise<VendorConnections> | undefined

  async function get(
    path: string,
    headers: Record<string, string>,
    signal: AbortSignal,
    limit: Pick<VendorRequest, 'maxBytes'> = {},
  ): Promise<VendorReply> {
    connections ??= createVendorConnections(route, timeouts)
    const { dispatcher, late } = await connections
    return requestVendor({
      dispatcher,
      late,
      proxied: proxy !== null,
      url: new URL(path, base),
      headers: { ...everyHeaders(route), ...headers },
      signal,
      now,
      ...limit,
    })
  }

  /** Tries again after a cause that may have passed, as long as half of the time is left. */
  async function withRetries<T extends { cause: CauseCode | null; retryAfterSeconds?: number | null }>(
    once: () => Promise<T>,
    deadline: number,
    signal: AbortSignal,
    tries = MOST_TRIES,
  ) {
    for (let tried = 1; ; tried += 1) {
      const outcome = await once()
      const late = performance.now() > deadline - totalMs / 2
      const isWorthIt = outcome.cause !== null && WORTH_ANOTHER_TRY.has(outcome.cause)
      // who says when to come again is not asked before
      const isTold = outcome.retryAfterSeconds != null
      if (!isWorthIt || isTold || tried === tries || late || signal.aborted) return outcome
      await pause(PAUSE_MS * tried * (0.5 + random()), undefined, { signal }).catch(() => undefined)
    }
  }

  const inTime = <T>(outer: AbortSignal | undefined, work: (signal: AbortSignal, deadline: number) => Promise<T>) =>
    withDeadline({ ms: totalMs, signal: outer ?? NEVER_ABORTED }, timeoutError, (signal) =>
      work(signal, performance.now() + totalMs),
    )

  return {
    async ask({ key, uid, language, tries, signal: outer }) {
      if (!isSendable(key)) return noAnswer('key-unsendable')
      const headers = infoHeaders({ key, uid, language })
      const scrub = scrubFor([key])
      const once = (signal: AbortSignal) =>
        get('registration/info', headers, signal).then((reply) => readReply(reply, now(), scrub), asNoAnswer)
      return inTime(outer, (signal, deadline) => withRetries<Observation>(() => once(signal), deadline, signal, tries))
    },

    async ping({ signal: outer } = {}) {
      return inTime(outer, (signal, deadline) =>
        withRetries(() => get('ping', {}, signal).then(reachabilityOf, asUnreachable), deadline, signal),
      )
    },

    async list({ path, headers, maxBytes, signal: outer }) {
      const once = (signal: AbortSignal) =>
        get(path, headers, signal, { maxBytes }).then((reply) => readList(reply, now()), asNoAnswer)
      return inTime(outer, (signal, deadline) => withRetries<ListAnswer>(() => once(signal), deadline, signal))
    },

    async close() {
      await (await connections)?.close()
      connections = undefined
    },
  }
}

function reachabilityOf(reply: VendorReply) {
  const cause = causeOfPing(signsOf(reply))
  return { reachable: cause === null, cause }
}

const asUnreachable = (error: unknown) => ({ reachable: false, cause: asNoAnswer(error).cause })

function asNoAnswer(error: unknown) {
  if (error instanceof Failure) return noAnswer(error.cause)
  throw error
}
