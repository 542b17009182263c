import type { Words } from '#domain/causes.ts'
import type { Outdated } from './diagnosis.ts'

/** Why a diagnosis says nothing about now. */
export const OUTDATED_WORDS: Record<Outdated, Words> = {
  'key-saved': /*i18n*/ { id: 'outdated.key-saved', message: 'This was run before the key was saved.' },
  'key-removed': /*i18n*/ { id: 'outdated.key-removed', message: 'This was run before the key was removed.' },
  'other-key': /*i18n*/ {
    id: 'outdated.other-key',
    message: 'This was run for a different key from the one saved now.',
  },
  'settings-changed': /*i18n*/ {
    id: 'outdated.settings-changed',
    message: 'This was run before the settings were changed.',
  },
  'standing-changed': /*i18n*/ {
    id: 'outdated.standing-changed',
    message: 'This was run before the latest check, which had a different result.',
  },
  unknown: /*i18n*/ {
    id: 'outdated.unknown',
    message: 'This was run by an earlier version, which did not record its key.',
  },
}
