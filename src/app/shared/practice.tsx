import type { I18n } from '@lingui/core'
import { I18nProvider, useLingui } from '@lingui/react'
import { useMemo, type ReactNode } from 'react'
import { inPracticeWords } from '#contract/practice-words.ts'

/** The built-in instance, whose vendor is the sandbox. */
export const PRACTICE = 'sandbox'

/** Below it, every sentence about GLPI Network is about the sandbox that stands in for it. */
export function Practice({ children }: { children: ReactNode }) {
  const { i18n } = useLingui()
  const practising = useMemo(() => practise(i18n), [i18n])
  return <I18nProvider i18n={practising}>{children}</I18nProvider>
}

/** The words for the pages of an instance: those of the built-in one never speak of GLPI Network. */
export const WordedFor = ({ instance, children }: { instance: string; children: ReactNode }) =>
  instance === PRACTICE ? <Practice>{children}</Practice> : children

/** The same catalogue and the same language, spoken of the sandbox. */
export function practise(i18n: I18n): I18n {
  const speak = (...asked: Parameters<I18n['_']>) => inPracticeWords(i18n._(...asked), i18n.locale)
  return new Proxy(i18n, {
    get: (spoken, name): unknown => (name === '_' || name === 't' ? speak : Reflect.get(spoken, name)),
  })
}
