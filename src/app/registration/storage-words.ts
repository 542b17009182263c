import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Registration } from '#contract/panel.ts'
import type { Tone } from '../ui/tone.ts'

type Words = { tone: Tone; word: MessageDescriptor; means: MessageDescriptor }

/** Whether the key stuck in GLPI; null while no GLPI is connected. */
export const STORAGE_WORDS: Record<Registration['storage'], Words | null> = {
  proven: { tone: 'success', word: msg`Proven`, means: msg`read back, same fingerprint` },
  accepted: { tone: 'warning', word: msg`Accepted`, means: msg`GLPI took it; whether it stuck was not proven` },
  blank: { tone: 'danger', word: msg`Blank`, means: msg`GLPI stored an empty value` },
  unreadable: { tone: 'danger', word: msg`Unreadable`, means: msg`stored, but GLPI cannot decrypt it` },
  unknown: { tone: 'neutral', word: msg`Not known`, means: msg`GLPI was not asked` },
  none: null,
}
