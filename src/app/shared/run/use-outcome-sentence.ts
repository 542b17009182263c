import { useLingui } from '@lingui/react/macro'
import { wordsIn } from '#domain/cause-words.ts'
import type { Conclusion, Step } from '#domain/diagnosis.ts'

/** The outcome of a run in one sentence, for its headline and for the live region. */
export function useOutcomeSentence() {
  const { t, i18n } = useLingui()
  return (steps: readonly Step[], { headline }: Conclusion): string => {
    if (headline !== null) return i18n._(wordsIn(steps, headline).title)
    return steps.some(({ stage, outcome }) => stage === 'verdict' && outcome === 'passed')
      ? t`No problem was found: GLPI Network answers this server and accepts the key.`
      : t`No problem was found: GLPI Network answers this server. No key was sent.`
  }
}
