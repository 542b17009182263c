import { ProblemError } from '#contract/problem-error.ts'

/** How many are allowed at once, and how many more each second (a token bucket). */
type Allowance = { atOnce: number; aSecond: number }

export type AskBudgets = { each: Allowance; all: Allowance }

/** A person who presses a button never comes near it; a script that does is told to wait. */
const BUDGETS: AskBudgets = { each: { atOnce: 100, aSecond: 1 }, all: { atOnce: 300, aSecond: 3 } }

/** Sign-ins that are remembered. One that is forgotten begins with its whole allowance. */
const MOST_REMEMBERED = 10_000

export type AskBudget = {
  /** @throws ProblemError `too-many-checks` when this sign-in, or all together, have asked too much of others. */
  spend(session: number): void
}

/** What people may set off: questions to GLPI Network and to GLPIs. */
export function createAskBudget(steady: () => number, { each, all }: AskBudgets = BUDGETS): AskBudget {
  const together = createAllowance(all, steady())
  const bySession = new Map<number, ReturnType<typeof createAllowance>>()

  function ownOf(session: number, at: number) {
    const own = bySession.get(session) ?? createAllowance(each, at)
    // the session that asked longest ago is forgotten first
    bySession.delete(session)
    bySession.set(session, own)
    const [oldest] = bySession.keys()
    if (bySession.size > MOST_REMEMBERED && oldest !== undefined) bySession.delete(oldest)
    return own
  }

  return {
    spend(session) {
      const at = steady()
      const own = ownOf(session, at)
      const waitMs = Math.max(own.waitMs(at), together.waitMs(at))
      if (waitMs > 0) {
        throw new ProblemError(
          'too-many-checks',
          'Too much was asked of GLPI Network and of GLPIs: wait, and ask again.',
          {},
          { 'retry-after': String(Math.ceil(waitMs / 1000)) },
        )
      }
      own.take()
      together.take()
    },
  }
}

function createAllowance({ atOnce, aSecond }: Allowance, start: number) {
  let left = atOnce
  let counted = start
  return {
    /** How long until one more is allowed; 0 for now. */
    waitMs(at: number): number {
      left = Math.min(atOnce, left + (Math.max(at - counted, 0) / 1000) * aSecond)
      counted = at
      return left >= 1 ? 0 : ((1 - left) / aSecond) * 1000
    },
    take: () => void (left -= 1),
  }
}
