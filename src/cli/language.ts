import type { Messages } from '@lingui/core'
import { languageFor, type Language } from '#contract/languages.ts'
import type { Words } from '#domain/causes.ts'

/** Puts words into the reader's language; `values` fill their placeholders. */
export type Say = {
  (words: Words, values?: Readonly<Record<string, string | number>>): string
  readonly language: Language
}

/** English, as long as nothing is loaded. It fills plain placeholders, and knows no plurals. */
export const PLAIN_ENGLISH: Say = Object.assign(
  ({ message }: Words, values: Readonly<Record<string, string | number>> = {}) =>
    message.replaceAll(/\{(\w+)\}/g, (placeholder, name: string) => String(values[name] ?? placeholder)),
  { language: 'en' as const },
)

/** `--lang`, else the locale of messages as POSIX chooses it: the first of three variables that is set. English otherwise. */
export function languageFrom(wanted: string | undefined, env: Readonly<Record<string, string | undefined>>): Language {
  const locale = wanted ?? (env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '')
  return languageFor(locale.split(/[.@]/)[0] ?? '') ?? 'en'
}

/** The shared words are translated in the page's catalogue, the command line's own in one beside it. */
const CATALOGUES = import.meta.glob<{ messages: Messages }>([
  '../app/locales/*.po',
  './locales/*.po',
  '!../app/locales/en.po',
  '!./locales/cli-en.po',
])

export async function sayIn(language: Language): Promise<Say> {
  const [{ setupI18n }, { compileMessage }, catalogues] = await Promise.all([
    import('@lingui/core'),
    import('@lingui/message-utils/compileMessage'),
    Promise.all([CATALOGUES[`../app/locales/${language}.po`]?.(), CATALOGUES[`./locales/cli-${language}.po`]?.()]),
  ])
  const i18n = setupI18n()
  i18n.setMessagesCompiler(compileMessage)
  i18n.loadAndActivate({
    locale: language,
    messages: Object.assign({}, ...catalogues.map((catalogue) => catalogue?.messages)),
  })
  return Object.assign(
    ({ id, message }: Words, values?: Record<string, string | number>) => i18n._(id, values, { message }),
    {
      language,
    },
  )
}
