import { i18n, type Messages } from '@lingui/core'
import { savePreference, readPreference } from './preferences.ts'

export const LANGUAGES = ['en', 'fr'] as const
export type Language = (typeof LANGUAGES)[number]

/** Each language in its own words. */
export const LANGUAGE_NAMES: Record<Language, string> = { en: 'English', fr: 'Français' }

const CATALOGUES: Record<Language, () => Promise<Messages>> = {
  // English is what the source says; see the message compiler in vite.config.ts
  en: async () => ({}),
  fr: async () => (await import('./locales/fr.po')).messages,
}

const isLanguage = (tag: string | null): tag is Language => (LANGUAGES as readonly (string | null)[]).includes(tag)

/** The stored choice, else the first language of the browser that we speak. */
export function chosenLanguage(): Language {
  const stored = readPreference('language')
  if (isLanguage(stored)) return stored
  return navigator.languages.map((tag) => tag.split('-')[0] ?? '').find(isLanguage) ?? 'en'
}

/** Switches the page, and with it what GLPI Network is asked to answer in. */
export async function activateLocale(language: Language): Promise<void> {
  // what is left as text after the build holds no placeholder
  i18n.setMessagesCompiler((message) => [message])
  i18n.loadAndActivate({ locale: language, messages: await CATALOGUES[language]() })
  document.documentElement.lang = language
}

export async function chooseLanguage(language: Language): Promise<void> {
  savePreference('language', language)
  await activateLocale(language)
}
