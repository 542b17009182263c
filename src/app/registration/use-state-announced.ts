import { useLingui } from '@lingui/react'
import { useEffect, useRef } from 'react'
import type { Registration } from '#contract/panel.ts'
import { announce } from '../ui/announcer.tsx'
import { wordsOf } from './state-words.ts'

/** A verdict that changes, by a save or by itself, is read out. The first one is not: it is the page. */
export function useStateAnnounced({ state, vendor: { cause } }: Registration): void {
  const { i18n } = useLingui()
  const before = useRef(state)
  useEffect(() => {
    if (before.current === state) return
    before.current = state
    announce(i18n._(wordsOf(state, cause).sentence))
  }, [state, cause, i18n])
}
