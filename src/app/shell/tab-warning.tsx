import { useLingui } from '@lingui/react'
import { useEffect } from 'react'
import type { Instance } from '#contract/panel.ts'
import { BASE_PATH } from '../base-path.ts'
import { warningInShort } from '../shared/warning-in-short.ts'

type Warning = Instance['warning']

const FAVICON = `${BASE_PATH}/favicon.svg`

type Props = {
  warning: Warning
  /** Puts these words before the title of the page; an empty text takes them away. */
  onWords: (words: string) => void
}

/** The warning of an instance in the browser's tab: in words before the title of the page, and in its picture. */
export function TabWarning({ warning, onWords }: Props) {
  const { severity } = warning
  const { i18n } = useLingui()
  const words = i18n._(warningInShort(warning))
  useEffect(() => {
    onWords(words)
    return () => onWords('')
  }, [words, onWords])
  useEffect(() => {
    const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]')
    link?.setAttribute('href', `${BASE_PATH}/favicon-${severity}.svg`)
    return () => link?.setAttribute('href', FAVICON)
  }, [severity])
  return null
}
