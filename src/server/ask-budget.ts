import { ProblemError } from '#contract/problem-error.ts'
import type { LimitBook, LimitStates } from './limit-states.ts'

/** How many are allowed at once, and how many more each second (a token bucket). */
type Allowance = { atOnce: number; aSecond: number }

export type AskBudgets = { each: Allowance; all: Allowance }

/** A person who presses a button never comes near it; a script that does is told to wait. */
const BUDGETS: AskBudgets = { each: { atOnce: 100, aSecond: 1 }, all: { atOnce: 300, aSecond: 3 } }

export type AskBudget = {
  /** @throws ProblemError `too-many-checks` when this sign-in, or all together, have asked too much of others. */
  spend(session: number): Promise<void>
}

/** What is left of an allowance, and when that was counted. */
export type Spent = { left: number; countedAt: number }

const KEPT_MS = 10 * 60_000

/** What was spent, in the gateway's book. */
export const spentIn = (book: LimitBook): LimitStates<Spent> =>
  book.of<Spent>({
    kind: 'asks',
    keptMs: KEPT_MS,
    read(stored) {
      const { left, countedAt } = Object(stored)
      return typeof left === 'number' && typeof countedAt === 'number' ? { left, countedAt } : null
    },
  })

const TOGETHER = 'all'

/** What people may set off: questions to GLPI Network and to GLPIs. */
export function createAskBudget(
  states: LimitStates<Spent>,
  at: () => number,
  { each, all }: AskBudgets = BUDGETS,
): AskBudget {
  /** @returns how long until one more is allowed; 0 where it is taken. */
  async function take(name: string, allowance: Allowance): Promise<number> {
    // who has none left writes nothing
    const waitMs = waitIn(refilled(await states.find(name), allowance), allowance)
    if (waitMs > 0) return waitMs
    let waits = 0
    await states.change(name, (found) => {
      const spent = refilled(found, allowance)
      waits = waitIn(spent, allowance)
      return waits > 0 ? spent : { ...spent, left: spent.left - 1 }
    })
    return waits
  }

  /** Clocks that differ a little give nothing. What was counted further ahead than a refill takes is of a clock that was set back since. */
  function refilled(found: Spent | null, { atOnce, aSecond }: Allowance): Spent {
    const countedAt = at()
    const ahead = found === null ? 0 : found.countedAt - countedAt
    if (found === null || ahead > (atOnce / aSecond) * 1000) return { left: atOnce, countedAt }
    const passed = Math.max(-ahead, 0) / 1000
    return { left: Math.min(atOnce, found.left + passed * aSecond), countedAt: Math.max(countedAt, found.countedAt) }
  }

  const waitIn = ({ left }: Spent, { aSecond }: Allowance): number => (left >= 1 ? 0 : ((1 - left) / aSecond) * 1000)

  return {
    async spend(session) {
      const own = `session ${session}`
      const ownWait = await take(own, each)
      const waitMs = ownWait > 0 ? ownWait : await take(TOGETHER, all)
      if (waitMs === 0) return
      // what all together refuse was not spent
      if (ownWait === 0) await states.change(own, (found) => found && { ...found, left: found.left + 1 })
      throw new ProblemError(
        'too-many-checks',
        'Too much was asked of GLPI Network and of GLPIs: wait, and ask again.',
        {},
        { 'retry-after': String(Math.ceil(waitMs / 1000)) },
      )
    },
  }
}
