import type { AuditAction } from '#contract/audit.ts'
import { InstanceId } from '#contract/panel.ts'
import type { Agent } from './actor.ts'
import { networkOf } from './network-of.ts'
import { inOneWrite, recordAudit } from './store/audit.ts'
import type { Store } from './store/database.ts'

/** `instance`: as the request names it, which may be anything. */
export type RefusedAttempt = { action: AuditAction; code: string; instance: string | null; by: Agent }

const MINUTE_MS = 60_000
/** So many kinds of refusals by one sign-in, or by one network without any, have rows of their own within a minute. */
const MOST_OF_ONE = 5
/** So many have all networks together. Who is signed in is never counted with them. */
const MOST_OF_NETWORKS = 100

const NOBODY: Agent = { origin: null, signIn: null, name: null, role: null, address: null }
const restOf = (by: Agent): RefusedAttempt => ({ action: 'refusals', code: 'other-refusals', instance: null, by })

type RefusedAttemptsParts = { store: Store; now: () => number; report: (error: unknown) => void }

/**
 * Records what was refused. The first of its kind is a row at once; equal ones within the same minute, by the same person from the same
 * address, are one more row with their count when the minute ends. What is more than a sign-in or a network may have is counted in one row
 * of its own, so that nobody's flood hides what others did: it writes 12 rows a minute, and floods from all networks together 242. A kill
 * loses the counts of the minute that runs, and nothing else.
 */
export function createRefusedAttempts({ store, now, report }: RefusedAttemptsParts) {
  let folded = new Map<string, { attempt: RefusedAttempt; more: number }>()
  /** How many kinds by each. */
  let kinds = new Map<string, number>()
  let ofNetworks = 0
  let timer: NodeJS.Timeout | undefined
  const writing = new Set<Promise<void>>()

  /** A disk that takes nothing makes no refusal a failure. */
  function write({ by, ...attempt }: RefusedAttempt, count: number): Promise<void> {
    const row = { ...attempt, by, outcome: 'refused', count } as const
    const written: Promise<void> = inOneWrite(store, (transaction) => recordAudit(transaction, row, now()))
      .catch(report)
      .finally(() => writing.delete(written))
    writing.add(written)
    return written
  }

  async function endMinute(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    const ended = folded
    folded = new Map()
    kinds = new Map()
    ofNetworks = 0
    for (const { attempt, more } of ended.values()) if (more > 0) await write(attempt, more)
  }

  /** Itself, or the rest that it is counted with. */
  function countedAs(attempt: RefusedAttempt): RefusedAttempt {
    if (folded.has(nameOf(attempt))) return attempt
    const { by } = attempt
    const network = networkOf(by.address)
    const [who, rest] =
      by.signIn === null
        ? [`network ${network}`, { ...NOBODY, address: network || null }]
        : [`sign-in ${by.signIn}`, { ...by, address: null }]
    const count = kinds.get(who) ?? 0
    if (count >= MOST_OF_ONE) return restOf(rest)
    if (by.signIn === null) {
      if (ofNetworks >= MOST_OF_NETWORKS) return restOf(NOBODY)
      ofNetworks += 1
    }
    kinds.set(who, count + 1)
    return attempt
  }

  return {
    /** @returns once it is stored, where it is the first of its kind. */
    async note({ instance, ...attempt }: RefusedAttempt): Promise<void> {
      const counted = countedAs({ ...attempt, instance: InstanceId.safeParse(instance).data ?? null })
      const name = nameOf(counted)
      const known = folded.get(name)
      if (known) {
        known.more += 1
        return
      }
      folded.set(name, { attempt: counted, more: 0 })
      timer ??= setTimeout(() => void endMinute(), MINUTE_MS).unref()
      await write(counted, 1)
    },

    endMinute,

    /** What was counted is stored. */
    async stop(): Promise<void> {
      await endMinute()
      await Promise.all(writing)
    },
  }
}
export type RefusedAttempts = ReturnType<typeof createRefusedAttempts>

const nameOf = ({ action, code, instance, by: { signIn, address } }: RefusedAttempt): string =>
  JSON.stringify([action, code, instance, signIn, address])
