import { msg, plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react'
import { useEffect } from 'react'
import type { MessageDescriptor } from '@lingui/core'
import type { Instance } from '#contract/panel.ts'
import { stateWordsOf } from '../shared/verdict/state-words.ts'

type Warning = Instance['warning']

/** In the fewest words that a browser's tab has room for. */
const TAB_WORDS: Record<Exclude<Warning['kind'], 'ends-soon'>, MessageDescriptor> = {
  none: stateWordsOf('active').badge,
  ended: stateWordsOf('ended').badge,
  'not-started': stateWordsOf('not-started').badge,
  refused: stateWordsOf('refused').badge,
  broken: stateWordsOf('broken').badge,
  differs: stateWordsOf('differs').badge,
  'clock-wrong': msg`Clock wrong`,
  'vendor-silent': msg`No answer for days`,
  'glpi-silent': msg`GLPI silent for days`,
  'vendor-no-answer': msg`No answer`,
  'glpi-no-answer': msg`GLPI does not answer`,
  unproven: msg`Not proven`,
  'end-unknown': msg`End not known`,
  unverified: stateWordsOf('pending').badge,
  'no-key': stateWordsOf('none').badge,
  managed: stateWordsOf('managed').badge,
}

const daysLeftWords = (days: number): MessageDescriptor =>
  msg`${plural(days, { 0: 'Ends today', one: '# day left', other: '# days left' })}`

const FAVICON = '/favicon.svg'

type Props = {
  warning: Warning
  /** Puts these words before the title of the page; an empty text takes them away. */
  onWords: (words: string) => void
}

/** The warning of an instance in the browser's tab: in words before the title of the page, and in its picture. */
export function TabWarning({ warning: { kind, severity, days }, onWords }: Props) {
  const { i18n } = useLingui()
  const words = i18n._(kind === 'ends-soon' ? daysLeftWords(days ?? 0) : TAB_WORDS[kind])
  useEffect(() => {
    onWords(words)
    return () => onWords('')
  }, [words, onWords])
  useEffect(() => {
    const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]')
    link?.setAttribute('href', `/favicon-${severity}.svg`)
    return () => link?.setAttribute('href', FAVICON)
  }, [severity])
  return null
}
