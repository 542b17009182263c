import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { ENTRY_REASONS, type EntryReason } from './judge.ts'

const REASON_WORDS: Record<EntryReason, MessageDescriptor> = {
  missing: msg`This field is required.`,
  again: msg`Type it again: the stored one is used only for the address and account it was saved for.`,
  shape: msg`This is too long, or contains characters that are not accepted.`,
}

/** @param shape what is wrong with the shape of this field, if there is more to say than of any other. */
export function entryWords(
  shape: MessageDescriptor | undefined,
  message: string | undefined,
): MessageDescriptor | undefined {
  const reason = ENTRY_REASONS.find((known) => known === message)
  if (reason === undefined) return undefined
  return (reason === 'shape' ? shape : undefined) ?? REASON_WORDS[reason]
}
