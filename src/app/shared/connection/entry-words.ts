import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { ENTRY_REASONS, type EntryReason } from './judge.ts'

const REASON_WORDS: Record<EntryReason, MessageDescriptor> = {
  missing: msg`This field is required.`,
  again: msg`Type it again: the stored one is used only for the address and account it was saved for.`,
  shape: msg`This is too long, or contains characters that are not accepted.`,
}

const CERTIFICATES = msg`Paste the whole text, from “-----BEGIN” to “-----END …-----”.`
const ADDRESS = msg`Write a whole address, beginning with https:// or http://.`

/** What is wrong with the shape of a field, where there is more to say than that. */
const SHAPE_WORDS: Partial<Record<string, MessageDescriptor>> = {
  'rest.url': ADDRESS,
  'restV2.url': ADDRESS,
  'tls.ca': msg`Paste a certificate as PEM: it begins with BEGIN CERTIFICATE.`,
  'tls.fingerprint': msg`Write a SHA-256: 64 hexadecimal digits, with colons or without.`,
  'console.prefix': msg`A quotation mark is not closed.`,
  'console.folder': msg`Write the whole path of a folder, beginning with “/”.`,
  'console.php': msg`Write a program’s name or path, without blanks.`,
  'database.tls.ca': CERTIFICATES,
  'database.tls.cert': CERTIFICATES,
  'database.tls.key': CERTIFICATES,
  'database.port': msg`Write a number from 1 to 65535, or nothing.`,
}

/** @param path as `rest.url`. */
export function entryWords(path: string, message: string | undefined): MessageDescriptor | undefined {
  const reason = ENTRY_REASONS.find((known) => known === message)
  if (reason === undefined) return undefined
  return (reason === 'shape' ? SHAPE_WORDS[path] : undefined) ?? REASON_WORDS[reason]
}
