/** The languages that Latchkey speaks: its page, its command line and its messages. The first is that of the source. */
export const LANGUAGES = ['en', 'fr'] as const
export type Language = (typeof LANGUAGES)[number]

/** Each language in its own words. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', fr: 'Français' }

export const isLanguage = (tag: string | null): tag is Language => LANGUAGES.some((language) => language === tag)
