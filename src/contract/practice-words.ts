import { isLanguage, type Language } from './languages.ts'

/** A name that needs no article and is never declined, as *GLPI Network* is used in these languages. */
const PRACTICE_NAMES: Readonly<Record<Exclude<Language, 'en' | 'fr'>, string>> = {
  de: 'Latchkey-Sandbox',
  es: 'Latchkey Pruebas',
  'pt-BR': 'Latchkey Sandbox',
  it: 'Latchkey Sandbox',
  pl: 'Latchkey Piaskownica',
}

/** As the name of GLPI's own tab stands in a sentence: behind the steps of a menu, or behind the word for a tab. */
const IN_TAB =
  /(?:>|&gt;|\b(?:tab|onglet|Registerkarte|Reiter|pestaña|aba|guia|scheda|kart[aęąy]|karcie|zakład[\p{L}]+)) $/iu

/** Not GLPI's own menu, where the name is that of a tab, and not the hosting. */
const VENDOR = /(?<!(?:>|&gt;|tab|onglet) )(?:\b[Tt]he )?GLPI Network(?! Cloud| tab)/g
/** French draws some of the words before it together with its article. */
const VENDOR_IN_FRENCH =
  /(?<!(?:>|&gt;|tab|onglet) )(\b[Dd]e |(?<![\p{L}’])[Àà] |\b[Qq]u’à |\b[Pp]ortail )?GLPI Network(?! Cloud)/gu

const FRENCH_AFTER: Readonly<Record<string, string>> = {
  'de ': 'du bac à sable',
  'à ': 'au bac à sable',
  'qu’à ': 'qu’au bac à sable',
  'portail ': 'portail du bac à sable',
}

/**
 * Rewrites a sentence about GLPI Network for the sandbox, which stands in for it and must never be mistaken for it.
 * One rule covers all sentences, so that none can be forgotten.
 */
export function inPracticeWords(text: string, locale: string): string {
  if (!text.includes('GLPI Network')) return text
  if (isLanguage(locale) && locale !== 'en' && locale !== 'fr')
    return text.replaceAll(/GLPI Network(?! Cloud)/g, (vendor, at: number) =>
      IN_TAB.test(text.slice(0, at)) ? vendor : PRACTICE_NAMES[locale],
    )
  // a name by itself: of a tab, of a row
  if (text === 'GLPI Network') return locale.startsWith('fr') ? 'Bac à sable' : 'Sandbox'
  if (!locale.startsWith('fr')) return text.replaceAll(VENDOR, (_, at: number) => begun('the sandbox', text, at))
  return text.replaceAll(VENDOR_IN_FRENCH, (_, before: string | undefined, at: number) =>
    begun(FRENCH_AFTER[(before ?? '').toLowerCase()] ?? 'le bac à sable', text, at),
  )
}

/** With a capital where a sentence begins; tags of a message are ignored. */
function begun(words: string, text: string, at: number): string {
  const before = text.slice(0, at).replaceAll(/<\/?\d+\/?>/g, '')
  return /(^|[.?!]\s+)[«“"(]?\s*$/.test(before) ? words.charAt(0).toUpperCase() + words.slice(1) : words
}
