import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Finding } from './verdict.ts'

/** Everything that can be taken out of a pasted text, or mended in it. */
export const EDIT_KINDS = [
  'blank',
  'line-break',
  'soft-break',
  'mail-break',
  'unicode-space',
  'zero-width',
  'quote',
  'label',
  'text-before',
  'text-after',
  'reply-mark',
  'line-number',
  'armour',
  'html-tag',
  'html-entity',
  'percent-code',
  'quoted-printable-code',
  'escape',
  'separator',
  'base64url',
  'padding',
  'full-width',
  'first-letter',
  'repeated',
  'utf-16',
  'lookalike',
  'plus-lost',
] as const
export type EditKind = (typeof EDIT_KINDS)[number]

/** Secrets that are pasted in the key's place. */
export const WRONG_SECRETS = [
  'glpi-crypt-key',
  'glpi-token',
  'oauth-client',
  'access-token',
  'glpi-ciphertext',
  'private-key',
  'certificate',
  'web-address',
  'mail-address',
  'order-number',
  'password',
] as const
export type WrongSecret = (typeof WRONG_SECRETS)[number]

export type KeyEdit = {
  kind: EditKind
  count: number
  /** [from, to) in UTF-16 units of the pasted text, ascending; empty ranges mark where something was added. */
  ranges: [from: number, to: number][]
}

export type Anatomy = {
  /** Characters of the key, or of the trimmed text where no key was found. */
  length: number
  /** How far the text decodes: base64, then JSON, then an object with a `signature`. */
  decodes: 'key' | 'json' | 'bytes' | 'no'
  /** Member names of the decoded object other than `signature`: a count, never the names or values. */
  members: number | null
}

export type KeyInspection = {
  finding: Finding
  /** What would be sent; null when nothing may be. */
  key: string | null
  /** In order of the first place each kind touches. */
  edits: KeyEdit[]
  wrongSecret: WrongSecret | null
  anatomy: Anatomy
}

/** Linear in the length of `pasted`, up to 1 MiB, whatever is in it. Never throws. */
export function inspectKey(pasted: string): KeyInspection {
  const key = pasted.trim()
  return {
    finding: key === '' ? 'empty' : 'clean',
    key: key === '' ? null : key,
    edits: [],
    wrongSecret: null,
    anatomy: { length: key.length, decodes: 'no', members: null },
  }
}

/** `sha256:<64 hex>` of the key's characters. @noble/hashes, because `crypto.subtle` is absent on plain HTTP. */
export function fingerprintOf(key: string): string {
  return `sha256:${bytesToHex(sha256(utf8ToBytes(key)))}`
}
