import type { Words } from '#domain/causes.ts'
import type { Finding } from '#domain/verdict.ts'

export type FindingWords = { title: Words; next: Words | null }

/** What a text is, and what to do about it. */
export const FINDING_WORDS: Record<Finding, FindingWords> = {
  clean: { title: /*i18n*/ { id: 'finding.clean', message: 'Whole key' }, next: null },
  repaired: { title: /*i18n*/ { id: 'finding.repaired', message: 'Whole key' }, next: null },
  confirm: {
    title: /*i18n*/ { id: 'finding.confirm', message: 'Whole key, after a guess' },
    next: /*i18n*/ {
      id: 'finding.confirm.next',
      message: 'Some characters did not belong in a key and were guessed. Compare it with the original before saving.',
    },
  },
  truncated: {
    title: /*i18n*/ { id: 'finding.truncated', message: 'The key ends too early' },
    next: /*i18n*/ {
      id: 'finding.truncated.next',
      message:
        'Only part of it was copied. Go back to where it came from and copy all of it; the portal has a copy button.',
    },
  },
  altered: {
    title: /*i18n*/ { id: 'finding.altered', message: 'Characters of the key were changed' },
    next: /*i18n*/ {
      id: 'finding.altered.next',
      message:
        'It looks like a key but does not decode. It may have been retyped, read from a picture, or its capitals changed. Copy it again.',
    },
  },
  masked: {
    title: /*i18n*/ { id: 'finding.masked', message: 'This is a masked key' },
    next: /*i18n*/ {
      id: 'finding.masked.next',
      message: 'The dots stand for characters that were not copied. Show the key first, then copy it.',
    },
  },
  'wrong-secret': { title: /*i18n*/ { id: 'finding.wrong-secret', message: 'This is another secret' }, next: null },
  unfamiliar: {
    title: /*i18n*/ { id: 'finding.unfamiliar', message: 'Not the shape of a known key' },
    next: /*i18n*/ {
      id: 'finding.unfamiliar.next',
      message:
        'GLPI Network decides what a key is. It can be checked and saved, but compare it with the original first.',
    },
  },
  empty: {
    title: /*i18n*/ { id: 'finding.empty', message: 'Nothing to inspect yet' },
    next: /*i18n*/ { id: 'finding.empty.next', message: 'Paste the registration key first.' },
  },
}

/** In place of the finding: only a person knows which of several keys is meant. */
export const SEVERAL_KEYS_WORDS: FindingWords = {
  title: /*i18n*/ { id: 'finding.several', message: 'Different keys in one text' },
  next: /*i18n*/ {
    id: 'finding.several.next',
    message: 'Each is whole, but they differ. Leave only the key for this GLPI; the portal shows which one it is.',
  },
}

/** Why an unfamiliar text cannot be sent at all. */
export const UNSENDABLE_WORDS: Words = /*i18n*/ {
  id: 'finding.unsendable',
  message:
    'This text contains characters that cannot be sent to GLPI Network, or is far too long for a key. It is neither sent nor saved.',
}
