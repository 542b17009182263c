import type { CauseCode } from './cause-codes.ts'
import { judgeClocks, type ClockReading } from './clocks.ts'
import type { Conclusion, Step } from './diagnosis.ts'

/** Chooses the one cause to act on; the rest stand below it, in the order of the chain. */
export function conclude(steps: readonly Step[], clocks: readonly ClockReading[]): Conclusion {
  const causes = new Set<CauseCode>()
  for (const { cause } of steps) if (cause !== null) causes.add(cause)
  const { cause: clock } = judgeClocks(clocks)
  if (clock) causes.add(clock)
  const decisive = steps.find(({ route, outcome, cause }) => route === 'used' && outcome === 'failed' && cause !== null)
  const headline = decisive?.cause ?? clock
  return { headline, others: [...causes].filter((cause) => cause !== headline) }
}
