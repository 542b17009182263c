import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { MAX_PASTE_CHARACTERS } from '#contract/panel.ts'
import type { KeyInspection } from '#domain/key.ts'
import { quantity } from '../ui/format.ts'
import type { BoxRefusal } from './entry-box.tsx'
import { ENTRY_REASONS, type EntryReason } from './entry-schema.ts'

/** The reason in a form's error. */
export const reasonOf = (message: string | undefined): EntryReason | undefined =>
  ENTRY_REASONS.find((reason) => reason === message)

const tooLong = () =>
  msg`More than ${quantity(MAX_PASTE_CHARACTERS)} characters (1 MiB) are not looked at. A registration key is far shorter.`

/** What the box does not even take in. */
export const REFUSAL_WORDS: Record<BoxRefusal, () => MessageDescriptor> = {
  'text-too-long': tooLong,
  'file-unreadable': () => msg`The file could not be read.`,
}

/** Why nothing was sent. */
export const REASON_WORDS: Record<EntryReason, (inspection: KeyInspection) => MessageDescriptor> = {
  'not-whole': ({ finding }) =>
    finding === 'empty'
      ? msg`Paste the registration key first.`
      : msg`Nothing was sent or saved, because this is not a whole key.`,
  'not-compared': () => msg`Compare the cleaned key with the original, and say so, before it is checked or saved.`,
  'text-too-long': tooLong,
}
