import type { Messages } from '@lingui/core'
import type { Language } from '#contract/languages.ts'
import type { Words } from '#domain/causes.ts'

/** Puts words into the language of a recipient; `values` fill their placeholders. */
export type SayTo = {
  (words: Words, values?: Readonly<Record<string, string | number>>): string
  readonly language: Language
}

/** The shared words are translated in the page's catalogue, those of messages in one beside it. */
const CATALOGUES = import.meta.glob<{ messages: Messages }>([
  '../app/locales/*.po',
  './locales/*.po',
  '!../app/locales/en.po',
  '!./locales/notices-en.po',
])

const loaded = new Map<Language, Promise<SayTo>>()

/** Loaded with the first message in that language. */
export function sayTo(language: Language): Promise<SayTo> {
  const known = loaded.get(language)
  if (known) return known
  const loading = load(language)
  loaded.set(language, loading)
  return loading
}

async function load(language: Language): Promise<SayTo> {
  const [{ setupI18n }, { compileMessage }, catalogues] = await Promise.all([
    import('@lingui/core'),
    import('@lingui/message-utils/compileMessage'),
    Promise.all([CATALOGUES[`../app/locales/${language}.po`]?.(), CATALOGUES[`./locales/notices-${language}.po`]?.()]),
  ])
  const i18n = setupI18n()
  i18n.setMessagesCompiler(compileMessage)
  i18n.loadAndActivate({
    locale: language,
    messages: Object.assign({}, ...catalogues.map((catalogue) => catalogue?.messages)),
  })
  return Object.assign(
    ({ id, message }: Words, values?: Readonly<Record<string, string | number>>) => i18n._(id, values, { message }),
    { language },
  )
}
