import type { Observation, VendorVerdict } from '#domain/verdict.ts'
import type { Checker } from './checker.ts'
import { ProblemError } from '#contract/problem-error.ts'
import type { Replacing } from './key-changes.ts'
import { checkView } from './registration-view.ts'
import { foldState } from '#domain/fold-state.ts'
import type { StoredRegistration } from './store/registrations.ts'
import type { VendorClock } from './vendor-clock.ts'

/** What would be lost with the saved key: one that works, one that may, or nothing. */
export type Worth = 'good' | 'unanswered' | 'nothing'

/** What GLPI Network may say of a new key for it to take the place of one that is worth so much. */
const MAY_REPLACE: Record<Worth, ReadonlySet<VendorVerdict>> = {
  good: new Set(['accepted']),
  // of neither is anything known; the former one can be put back
  unanswered: new Set(['accepted', 'no-answer']),
  nothing: new Set(['accepted', 'ended', 'refused', 'no-answer', 'not-asked']),
}

export const mayReplace = (saved: Worth, said: VendorVerdict): boolean => MAY_REPLACE[saved].has(said)

type Parts = { checker: Checker; vendorClock: VendorClock }

/** Stands before a saved key: nothing takes its place unasked that GLPI Network has not accepted. */
export function createReplacementGuard({ checker, vendorClock }: Parts) {
  /** Whether GLPI can read it is another matter: the key itself may be as good as ever. */
  function worthOf(saved: StoredRegistration | null, servicesUrl: string): Worth {
    if (saved === null) return 'nothing'
    if (saved.answer === null) return 'unanswered'
    const { state } = foldState(vendorClock.at(servicesUrl, saved), saved)
    return state === 'active' || state === 'expiring' || state === 'unconfirmed' ? 'good' : 'nothing'
  }

  /**
   * @returns what GLPI Network says of the new key; null where it need not be asked for this.
   * @throws ProblemError `key-not-verified`, with the same.
   */
  return async function guard({ instance, saved, key }: Replacing, language: string): Promise<Observation | null> {
    const worth = worthOf(saved, instance.servicesUrl)
    if (worth === 'nothing' || saved?.fingerprint === key.fingerprint) return null
    const observation = await checker.askSoon(instance, key.key, language)
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
