import { formatMilliseconds } from '#contract/time-spans.ts'
import type { Say } from '../language.ts'

/** Lines of a terminal are cut, not broken: a plain space will do. */
export const durationText = (say: Say, ms: number): string =>
  formatMilliseconds(ms, say.language).replaceAll('\u00a0', ' ')
