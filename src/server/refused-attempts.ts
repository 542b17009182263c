import type { AuditAction } from '#contract/audit.ts'
import type { Agent } from './actor.ts'
import { inOneWrite, recordAudit } from './store/audit.ts'
import type { Store } from './store/database.ts'

export type RefusedAttempt = { action: AuditAction; code: string; instance: string | null; by: Agent }

const MINUTE_MS = 60_000
/** So many different refusals have rows of their own within a minute. The rest are counted together. */
const MOST_ROWS = 100

const NOBODY: Agent = { origin: null, signIn: null, name: null, role: null, address: null }
const REST: RefusedAttempt = { action: 'request', code: 'other-refusals', instance: null, by: NOBODY }

type RefusedAttemptsParts = { store: Store; now: () => number; report: (error: unknown) => void }

/**
 * Records what was refused. The first of its kind is a row at once; equal ones within the same minute, by the same person from the same
 * address, are one more row with their count when the minute ends. A flood writes at most 202 rows a minute that way. A kill loses the
 * counts of the minute that runs, and nothing else.
 */
export function createRefusedAttempts({ store, now, report }: RefusedAttemptsParts) {
  let folded = new Map<string, { attempt: RefusedAttempt; more: number }>()
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
    for (const { attempt, more } of ended.values()) if (more > 0) await write(attempt, more)
  }

  return {
    /** @returns once it is stored, where it is the first of its kind. */
    async note(attempt: RefusedAttempt): Promise<void> {
      const isRest = folded.size >= MOST_ROWS && !folded.has(nameOf(attempt))
      const counted = isRest ? REST : attempt
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
