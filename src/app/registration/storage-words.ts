import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Registration } from '#contract/panel.ts'
import type { WayKind } from '#domain/storage.ts'
import type { Tone } from '../ui/tone.ts'

type Words = { tone: Tone; word: MessageDescriptor; means: MessageDescriptor }

/** Whether the key stuck in GLPI; null where there is none, or no GLPI is connected. */
export const STORAGE_WORDS: Record<Registration['storage'], Words | null> = {
  proven: { tone: 'success', word: msg`Proven`, means: msg`read back, same fingerprint` },
  accepted: { tone: 'warning', word: msg`Accepted`, means: msg`GLPI took it; whether it stuck was not proven` },
  blank: { tone: 'danger', word: msg`Blank`, means: msg`GLPI stored an empty value` },
  unreadable: { tone: 'danger', word: msg`Unreadable`, means: msg`stored, but GLPI cannot decrypt it` },
  unknown: { tone: 'neutral', word: msg`Not known`, means: msg`it was not seen in GLPI` },
  none: null,
}

const ANOTHER: Words = {
  tone: 'warning',
  word: msg`Another key`,
  means: msg`GLPI holds another key than Latchkey does`,
}

/** Proven without a look at the key itself. */
const UNOPENED: Words = {
  tone: 'success',
  word: msg`Proven`,
  means: msg`what GLPI keeps is what it encrypted for Latchkey`,
}

/** The same for one registration, where another key may be in its place. */
export const storedWordsOf = ({ storage, glpi }: Pick<Registration, 'storage' | 'glpi'>): Words | null =>
  glpi?.holdsAnother ? ANOTHER : storage === 'proven' && !glpi?.ways.some(opens) ? UNOPENED : STORAGE_WORDS[storage]

/** Ways that see the crypt key, and so the key itself. */
const opens = (way: WayKind): boolean => way === 'console' || way === 'database'
