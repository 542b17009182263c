import type { Finding } from '#domain/verdict.ts'
import type { Tone } from '../../ui/tone.ts'

export const FINDING_TONES: Record<Finding, Tone> = {
  clean: 'success',
  repaired: 'success',
  confirm: 'warning',
  truncated: 'danger',
  altered: 'danger',
  masked: 'danger',
  'wrong-secret': 'danger',
  unfamiliar: 'warning',
  empty: 'neutral',
}
