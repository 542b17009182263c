import type { Observation, VendorVerdict } from '#domain/verdict.ts'
import type { Checker } from './checker.ts'
import { ProblemError } from '#contract/problem-error.ts'
import type { Replacing } from './key-changes.ts'
import { checkView } from './registration-view.ts'
import { foldState } from '#domain/fold-state.ts'
import type { StoredRegistration } from './store/registrations.ts'
import type { VendorClock } from './vendor-clock.ts'

/** What would be lost with the saved key: one that works, one that may work, or nothing. */
export type Worth = 'good' | 'unanswered' | 'nothing'

/** For each worth of the saved key: the answers that let a new key replace it. */
const MAY_REPLACE: Record<Worth, ReadonlySet<VendorVerdict>> = {
  good: new Set(['accepted']),
  // nothing is known about either key, and the former one can be restored
  unanswered: new Set(['accepted', 'no-answer']),
  nothing: new Set(['accepted', 'ended', 'refused', 'no-answer', 'not-asked']),
}

export const mayReplace = (saved: Worth, said: VendorVerdict): boolean => MAY_REPLACE[saved].has(said)

type Parts = { checker: Checker; vendorClock: VendorClock }

/** Guards a saved key: unless a person confirms it, only a key that GLPI Network accepts may replace it. */
export function createReplacementGuard({ checker, vendorClock }: Parts) {
  /** Judges the key alone. Whether GLPI can read it does not count here. */
  function worthOf(saved: StoredRegistration | null, servicesUrl: string): Worth {
    if (saved === null) return 'nothing'
    if (saved.answer === null) return 'unanswered'
    const { state } = foldState(vendorClock.at(servicesUrl, saved), saved)
    return state === 'active' || state === 'expiring' || state === 'unconfirmed' ? 'good' : 'nothing'
  }

  /**
   * @returns GLPI Network's answer about the new key; null where no answer is needed.
   * @throws ProblemError `key-not-verified`, with that answer.
   */
  return async function guard({ instance, saved, key }: Replacing, language: string): Promise<Observation | null> {
    const worth = worthOf(saved, instance.servicesUrl)
    if (worth === 'nothing' || saved?.fingerprint === key.fingerprint) return null
    const observation = await checker.askBeforeReplacing(instance, key.key, language)
    if (mayReplace(worth, observation.verdict)) return observation
    const check = checkView(key, observation, language, vendorClock.at(instance.servicesUrl, null))
    throw new ProblemError('key-not-verified', `${SAYS[observation.verdict]} ${HAS[worth]} ${HOW}`, { check })
  }
}
export type ReplacementGuard = ReturnType<typeof createReplacementGuard>

const SAYS: Record<Exclude<VendorVerdict, 'not-asked'>, string> = {
  accepted: 'GLPI Network accepts the new key.',
  ended: 'The subscription of the new key is not running.',
  refused: 'GLPI Network refuses the new key.',
  'no-answer': 'GLPI Network did not answer about the new key.',
}
const HAS: Record<Worth, string> = {
  good: 'The saved one is good, and was kept.',
  unanswered: 'Of the saved one nothing is known yet, and it was kept.',
  nothing: '',
}
const HOW = 'To replace it all the same, send "replaceUnverified": true.'
