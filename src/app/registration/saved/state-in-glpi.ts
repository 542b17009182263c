import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Registration } from '#contract/panel.ts'

/**
 * What a state that GLPI decides says in place of its own sentence, where GLPI's field is empty: that is no key that cannot be read, and no
 * other key either.
 */
export function sentenceInGlpi({ state, storage, key }: Pick<Registration, 'state' | 'storage' | 'key'>) {
  if (key === null || (state !== 'broken' && state !== 'differs')) return null
  return EMPTY_WORDS[storage] ?? null
}

const EMPTY_WORDS: Partial<Record<Registration['storage'], MessageDescriptor>> = {
  none: msg`GLPI has no key any more`,
  blank: msg`GLPI’s field for the key is empty`,
}
