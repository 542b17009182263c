import { CLOCK_WORDS } from '#contract/step-words.ts'
import { formatSignedSpan } from '#contract/time-spans.ts'
import type { ClockReading } from '#domain/clocks.ts'
import type { Say } from '../language.ts'

/** `GLPI Network +0.4 s ± 0.5 s`, against the clock of this machine. */
export const clockLine = (say: Say, { clock, offsetSeconds, uncertaintySeconds }: ClockReading): string =>
  `${say(CLOCK_WORDS[clock])} ${formatSignedSpan(offsetSeconds)} ± ${uncertaintySeconds} s`
