import { STATE_WORDS, verdictWords, type StateWords } from '#contract/state-words.ts'
import type { Instance } from '#contract/panel.ts'
import type { CauseCode, Words } from '#domain/causes.ts'
import type { State, VendorVerdict } from '#domain/verdict.ts'
import type { Tone } from '../../ui/tone.ts'
import { SEVERITY_TONES } from '../severity-tones.ts'

const STATE_TONES: Record<State, Tone> = {
  none: 'neutral',
  active: 'success',
  expiring: 'warning',
  ended: 'danger',
  'not-started': 'warning',
  refused: 'danger',
  pending: 'info',
  unconfirmed: 'warning',
  differs: 'warning',
  broken: 'danger',
  managed: 'neutral',
}

export const stateWordsOf = (state: State): StateWords & { tone: Tone } => ({
  tone: STATE_TONES[state],
  ...STATE_WORDS[state],
})

/** The badge of a state. An end that is near is as pressing as its days. */
export const badgeToneOf = ({ state, warning: { kind, severity } }: Pick<Instance, 'state' | 'warning'>): Tone =>
  state === 'expiring' && kind === 'ends-soon' ? SEVERITY_TONES[severity] : STATE_TONES[state]

const VERDICT_TONES: Record<VendorVerdict, Tone> = {
  accepted: 'success',
  ended: 'danger',
  refused: 'danger',
  'no-answer': 'warning',
  'not-asked': 'neutral',
}

export const verdictWordsOf = (verdict: VendorVerdict, cause: CauseCode | null): { tone: Tone; word: Words } => ({
  tone: cause === 'subscription-not-started' && verdict === 'ended' ? 'warning' : VERDICT_TONES[verdict],
  word: verdictWords(verdict, cause),
})
