import { CLOCK_WORDS } from '#contract/step-words.ts'
import { formatSignedSpan } from '#contract/time-spans.ts'
import type { ClockReading } from '#domain/clocks.ts'

/** `GLPI Network +0.4 s ± 0.5 s`, against the clock of this machine. */
export const clockLine = ({ clock, offsetSeconds, uncertaintySeconds }: ClockReading): string =>
  `${CLOCK_WORDS[clock].message} ${formatSignedSpan(offsetSeconds)} ± ${uncertaintySeconds} s`
