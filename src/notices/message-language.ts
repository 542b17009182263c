import type { NoticeLanguage } from '#contract/notices.ts'
import type { Words } from '#domain/causes.ts'

/** Puts words into the language of a recipient; `values` fill their placeholders. */
export type SayTo = {
  (words: Words, values?: Readonly<Record<string, string | number>>): string
  readonly language: NoticeLanguage
}

/** The shared words are translated in the page's catalogue, those of messages in one beside it. */
const CATALOGUES = {
  en: () => Promise.resolve([]),
  fr: () => Promise.all([import('../app/locales/fr.po'), import('./locales/notices-fr.po')]),
}

/** Loaded with the first message. */
export async function sayTo(language: NoticeLanguage): Promise<SayTo> {
  const [{ setupI18n }, { compileMessage }, catalogues] = await Promise.all([
    import('@lingui/core'),
    import('@lingui/message-utils/compileMessage'),
    CATALOGUES[language](),
  ])
  const i18n = setupI18n()
  i18n.setMessagesCompiler(compileMessage)
  i18n.loadAndActivate({ locale: language, messages: Object.assign({}, ...catalogues.map(({ messages }) => messages)) })
  return Object.assign(
    ({ id, message }: Words, values?: Readonly<Record<string, string | number>>) => i18n._(id, values, { message }),
    { language },
  )
}
