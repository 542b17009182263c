import type { MessageDescriptor } from '@lingui/core'
import type { CauseCode } from '#domain/cause-codes.ts'
import type { Tone } from '../ui/tone.ts'

type Cause = {
  severity: Tone
  title: MessageDescriptor
  meaning: MessageDescriptor | null
  next: MessageDescriptor | null
  glpi: MessageDescriptor | null
}

/** What is known of a cause. Until the catalogue of `domain/causes.ts` is written, its code has to speak for itself. */
export const causeOf = (code: CauseCode): Cause => ({
  severity: 'warning',
  title: { id: code, message: code },
  meaning: null,
  next: null,
  glpi: null,
})
