import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Registration } from '#contract/panel.ts'
import type { Tone } from '../../ui/tone.ts'

type Words = { tone: Tone; word: MessageDescriptor; means: MessageDescriptor }

/** Whether the key stuck in GLPI, in a word; null where there is none, or no GLPI is connected. */
const STORAGE_WORDS: Record<Registration['storage'], Words | null> = {
  proven: { tone: 'success', word: msg`Proven`, means: msg`what is in GLPI was proven to be this key` },
  accepted: { tone: 'warning', word: msg`Accepted`, means: msg`accepted; nothing proves that GLPI has it` },
  blank: {
    tone: 'warning',
    word: msg`Empty`,
    means: msg`the value is empty: it was removed in GLPI, or GLPI could not encrypt it`,
  },
  unreadable: { tone: 'danger', word: msg`Unreadable`, means: msg`stored, but GLPI cannot decrypt it` },
  unknown: { tone: 'neutral', word: msg`Not known`, means: msg`it was not seen in GLPI` },
  none: null,
}

const ANOTHER: Words = {
  tone: 'warning',
  word: msg`Another key`,
  means: msg`GLPI holds a different key from Latchkey`,
}

const READ: Words = { tone: 'success', word: msg`Proven`, means: msg`read back, and GLPI can read it` }

const REMOVED_WORDS: Words = { tone: 'warning', word: msg`None`, means: msg`GLPI has no key any more` }

/** The value that was proven once; that it has not changed says nothing of what GLPI can read today. */
const STILL_THERE: Words = {
  tone: 'info',
  word: msg`Still there`,
  means: msg`it is the value that was proven; whether GLPI can read it now is unknown`,
}

/** The same for a row of the list. */
export const listedWordsOf = ({ state, storage }: Pick<Registration, 'state' | 'storage'>): Words | null =>
  state === 'differs' ? ANOTHER : STORAGE_WORDS[storage]

type Told = Pick<Registration, 'storage' | 'glpi' | 'key'>

/** The same for one registration, where more is known. */
export function storedWordsOf({ storage, glpi, key }: Told): Words | null {
  if (glpi?.holdsAnother) return ANOTHER
  if (storage === 'none' && key !== null && glpi !== null) return REMOVED_WORDS
  if (isStillThere({ storage, glpi })) return STILL_THERE
  return storage === 'proven' ? READ : STORAGE_WORDS[storage]
}

/** Proven on a day, and whether GLPI can read it since then is not known. */
export const isStillThere = ({ storage, glpi }: Pick<Registration, 'storage' | 'glpi'>): boolean =>
  storage === 'proven' && glpi !== null && glpi.readable === null
