import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { MAX_PASTE_CHARACTERS } from '#contract/panel.ts'
import { quantity } from '../../ui/format.ts'
import type { BoxRefusal } from './entry-box.tsx'
import type { PastedReason } from './judge-entry.ts'

/** `not-inspected`: the part of the page that inspects a text could not be loaded. */
type Reason = PastedReason | 'not-inspected'

const tooLong = () =>
  msg`More than ${quantity(MAX_PASTE_CHARACTERS)} characters (1 MiB) are not accepted. A registration key is far shorter.`

/** What the box does not even take in. */
export const BOX_REFUSAL_WORDS: Record<BoxRefusal, () => MessageDescriptor> = {
  'text-too-long': tooLong,
  'file-unreadable': () => msg`The file could not be read.`,
}

/** Why nothing was sent. */
export const NOT_SENT_WORDS: Record<Reason, () => MessageDescriptor> = {
  'not-inspected': () => msg`Nothing was sent or saved, because the text could not be inspected.`,
  empty: () => msg`Paste the registration key first.`,
  'not-whole': () => msg`Nothing was sent or saved, because this is not a whole key.`,
  'real-key': () => msg`Nothing was sent or saved: this looks like a real key, and this is practice.`,
  'text-too-long': tooLong,
}
