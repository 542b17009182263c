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
  'terminal-code',
  'line-prefix',
  'line-end',
  'hyphen',
  'part-label',
  'stand-in',
  'rtf-code',
  'encoded-again',
  'mail-encoding',
  'decoded-json',
] as const
export type EditKind = (typeof EDIT_KINDS)[number]

/** What else a character may have been, only the original can tell. */
export const GUESSED_KINDS: ReadonlySet<EditKind> = new Set(['lookalike', 'plus-lost', 'stand-in'])

export type KeyEdit = {
  kind: EditKind
  count: number
  /** [from, to) in UTF-16 units of the pasted text, ascending; empty ranges mark where something was added. */
  ranges: [from: number, to: number][]
}

/** Where the text inside the key is marked, on the walk that is used. */
export type Pen = (kind: EditKind, glyph: number) => void

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
  'placeholder',
  'decoded-key',
  'service-token',
  'ssh-public-key',
  'application-key',
  'uuid',
  'fingerprint',
  'latchkey-report',
  'word-document',
  'pdf',
  'picture',
  'archive',
  'other-file',
] as const
export type WrongSecret = (typeof WRONG_SECRETS)[number]
