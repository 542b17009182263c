import type { Severity } from '#domain/warning-kinds.ts'
import type { Tone } from '../ui/tone.ts'

/** One tone for what is equally pressing, on the page and in the list. The tab has its pictures by the same words. */
export const SEVERITY_TONES: Record<Severity, Tone> = {
  ok: 'success',
  unknown: 'neutral',
  warning: 'warning',
  critical: 'danger',
}
