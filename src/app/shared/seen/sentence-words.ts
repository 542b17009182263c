import type { I18n, MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { GLPI_SENTENCES, type GlpiPlace, type SentenceCode } from '#domain/glpi-sentences.ts'

/** What is seen where GLPI says nothing. */
const WORDLESS: Partial<Record<SentenceCode, MessageDescriptor>> = {
  'keeps-loading': msg`Nothing: the page keeps loading`,
  'field-empty': msg`The field is empty again after saving`,
  'no-save-button': msg`There is no Save button`,
}

export const PLACE_WORDS: Record<GlpiPlace, MessageDescriptor> = {
  tab: msg`GLPI, tab GLPI Network`,
  marketplace: msg`GLPI, marketplace`,
  page: msg`GLPI, any page`,
  api: msg`GLPI’s API`,
  log: msg`GLPI’s log`,
}

/** GLPI's own words as they stand there, or what is seen in place of any. */
export function sentenceWords(code: SentenceCode, i18n: I18n): string {
  const { text } = GLPI_SENTENCES[code]
  const seen = WORDLESS[code]
  if (text !== null) return text
  return seen ? i18n._(seen) : code
}
