/** The languages that Latchkey speaks, as BCP 47 tags: its page, its command line and its messages. The first is that of the source. */
export const LANGUAGES = ['en', 'fr', 'de', 'es', 'pt-BR', 'it', 'pl'] as const
export type Language = (typeof LANGUAGES)[number]

/** Each language in its own words. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: 'English',
  fr: 'Français',
  de: 'Deutsch',
  es: 'Español',
  'pt-BR': 'Português (Brasil)',
  it: 'Italiano',
  pl: 'Polski',
}

export const isLanguage = (tag: string | null): tag is Language => LANGUAGES.some((language) => language === tag)

const primaryOf = (tag: string): string => tag.toLowerCase().split(/[-_]/)[0] ?? ''

/**
 * The language that serves readers of another tag, by its primary subtag (RFC 4647, 3.4): `pt-PT` is served by `pt-BR`.
 * null: none does.
 * @param tag as browsers (`de-AT`) or POSIX (`de_AT`) write it, without an encoding.
 */
export const languageFor = (tag: string): Language | null =>
  LANGUAGES.find((language) => primaryOf(language) === primaryOf(tag)) ?? null
