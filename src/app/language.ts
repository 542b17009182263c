import { i18n, type Messages } from '@lingui/core'
import { isLanguage, languageFor, type Language } from '#contract/languages.ts'
import { savePreference, readPreference } from './preferences.ts'
import { noteReader } from './note-reader.ts'
import { whenIdle } from './ui/when-idle.ts'

/** English is what the source says, and has none; see the message compiler in src/bin/page-build/messages.ts. */
const CATALOGUES = import.meta.glob<{ messages: Messages }>(['./locales/*.po', '!./locales/en.po'])

/** The stored choice, else the first language of the browser that we speak. */
export function chosenLanguage(): Language {
  const stored = readPreference('language')
  if (isLanguage(stored)) return stored
  return navigator.languages.map(languageFor).find((language) => language !== null) ?? 'en'
}

/** @returns the words of a language, to be activated. @throws the browser's TypeError where they cannot be loaded. */
export async function loadCatalogue(language: Language): Promise<() => void> {
  const messages = (await CATALOGUES[`./locales/${language}.po`]?.())?.messages ?? {}
  return () => {
    // what is left as text after the build holds no placeholder
    i18n.setMessagesCompiler((message) => [message])
    i18n.loadAndActivate({ locale: language, messages })
  }
}

/** Switches the page, and with it what GLPI Network is asked to answer in. */
export async function activateLocale(language: Language): Promise<void> {
  const activate = await loadCatalogue(language)
  activate()
  document.documentElement.lang = language
  // the browser waits for another process to store a cookie
  whenIdle(() => noteReader(language))
  // not offered: it shows in tests what comes from no catalogue, and what does not stand right to left
  if (readPreference('language') === 'ar-XB') (await import('./pseudo-locale.ts')).mirrorPage(i18n)
}

export async function chooseLanguage(language: Language): Promise<void> {
  savePreference('language', language)
  await activateLocale(language)
}
