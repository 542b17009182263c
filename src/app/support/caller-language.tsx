import { setupI18n, type I18n, type Messages } from '@lingui/core'
import { I18nProvider, useLingui } from '@lingui/react'
import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react'
import type { Language } from '#contract/languages.ts'
import { untilLoaded } from '../ui/lazy-with-retry.ts'
import { practise } from '../shared/practice.tsx'

/** English is what the source says, and has none. */
const CATALOGUES = import.meta.glob<{ messages: Messages }>(['../locales/*.po', '!../locales/en.po'])

/** Null while the caller speaks one's own language. */
const Caller = createContext<I18n | null>(null)
export const useCaller = (): I18n | null => use(Caller)

type Props = {
  language: Language
  /** Whether one's own words are those of `Practice` already. */ isPractice: boolean
  children: ReactNode
}

/** Below it, `InBoth` says everything in the caller's language too. Its catalogue is loaded when it is chosen. */
export function CallerLanguage({ language, isPractice, children }: Props) {
  const { i18n } = useLingui()
  const isOwn = language === i18n.locale
  const [spoken, setSpoken] = useState<I18n | null>(null)
  useEffect(() => {
    if (isOwn) return undefined
    let isCurrent = true
    const load = async () => {
      const messages = await catalogueOf(language)
      if (isCurrent) setSpoken(speaking(language, messages))
    }
    void load()
    return () => {
      isCurrent = false
    }
  }, [language, isOwn])
  const isOther = !isOwn && spoken?.locale === language
  const caller = useMemo(() => {
    if (spoken === null || !isOther) return null
    return isPractice ? practise(spoken) : spoken
  }, [spoken, isOther, isPractice])
  return <Caller value={caller}>{children}</Caller>
}

/** Where the gateway does not answer, it comes once it does. */
async function catalogueOf(language: Language): Promise<Messages> {
  const load = CATALOGUES[`../locales/${language}.po`]
  return load ? (await untilLoaded(load)).messages : {}
}

function speaking(locale: Language, messages: Messages): I18n {
  const i18n = setupI18n({ locale, messages: { [locale]: messages } })
  // what is left as text after the build holds no placeholder
  i18n.setMessagesCompiler((message) => [message])
  return i18n
}

/** One's own language, and the caller's beside it. */
export function InBoth({ children }: { children: ReactNode }) {
  const caller = useCaller()
  if (caller === null) return children
  return (
    <div className="lk-both">
      <div>{children}</div>
      <div lang={caller.locale} translate="no">
        <I18nProvider i18n={caller}>{children}</I18nProvider>
      </div>
    </div>
  )
}
