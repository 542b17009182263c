import { useLingui } from '@lingui/react/macro'
import { useEffect, useEffectEvent, useRef } from 'react'
import type { Registration } from '#contract/panel.ts'
import { announce } from '../ui/announcer.tsx'
import { stateWordsOf } from '../shared/verdict/state-words.ts'
import { storedWordsOf } from '../shared/verdict/storage-words.ts'

/** A verdict that changes, by a save or by itself, is read out. The first one is not: it is the page. Gives the sentence of any. */
export function useStateAnnounced(registration: Registration): (of: Registration) => string {
  const { t, i18n } = useLingui()
  const { state } = registration
  const before = useRef(state)

  function sentenceOf(of: Registration): string {
    const verdict = i18n._(stateWordsOf(of.state).sentence)
    const stored = of.key && storedWordsOf(of)
    return stored ? t`${verdict}. In GLPI: ${i18n._(stored.word)}` : verdict
  }
  const say = useEffectEvent(() => announce(sentenceOf(registration)))
  useEffect(() => {
    if (before.current === state) return
    before.current = state
    say()
  }, [state])
  return sentenceOf
}
