import { i18n, type Messages } from '@lingui/core'
import { isLanguage, languageFor, type Language } from '#contract/languages.ts'
import { savePreference, readPreference } from './preferences.ts'

/** English is what the source says, and has none; see the message compiler in vite.config.ts. */
const CATALOGUES = import.meta.glob<{ messages: Messages }>(['./locales/*.po', '!./locales/en.po'])

/** The stored choice, else the first language of the browser that we speak. */
export function chosenLanguage(): Language {
  const stored = readPreference('language')
  if (isLanguage(stored)) return stored
  return navigator.languages.map(languageFor).find((language) => language !== null) ?? 'en'
}

/** Switches the page, and with it what GLPI Network is asked to answer in. */
export async function activateLocale(language: Language): Promise<void> {
  // what is left as text after the build holds no placeholder
  i18n.setMessagesCompiler((message) => [message])
  i18n.loadAndActivate({
    locale: language,
    messages: (await CATALOGUES[`./locales/${language}.po`]?.())?.messages ?? {},
  })
  document.documentElement.lang = language
  // not offered: it shows in tests what comes from no catalogue, and what does not stand right to left
  if (readPreference('language') === 'ar-XB') (await import('./pseudo-locale.ts')).mirrorPage(i18n)
}

export async function chooseLanguage(language: Language): Promise<void> {
  savePreference('language', language)
  await activateLocale(language)
}
