import { expiryOf, type Expiry } from './expiry.ts'
import { isDecidedInGlpi, stateOf, type Known, type GlpiStorageState, type State } from './verdict.ts'

/** A moment, by GLPI Network's clock and by ours. */
export type VendorTime = {
  /** Milliseconds since the epoch by GLPI Network's clock, as far as it is known. */
  now: number
  /** The same moment by the gateway's own clock, which anyone may set at any time. */
  ourNow: number
  /** Counted on from an answer that came since the gateway started. Otherwise our own clock had a part in it. */
  sure: boolean
}

/** When GLPI Network last answered, in milliseconds since the epoch. */
export type AnswerTime = {
  /** By our clock. */
  answerAt: number | null
  /** By GLPI Network's clock; null if no reply contained it. */
  answerVendorAt: number | null
}

export type FoldedState = {
  state: State
  expiry: Expiry | null
  /** By our own clock alone the subscription has passed its end, and GLPI Network has said nothing of the kind. */
  inDoubt: boolean
  /** Milliseconds by GLPI Network's clock: the moment that days are counted from. */
  countedAt: number
}

/**
 * What is known of a key, folded for the moment `time`.
 * A subscription that was running has not ended because the gateway's clock says so: it keeps the state of
 * GLPI Network's last answer, unconfirmed, until the next one.
 */
export function foldState(
  time: VendorTime,
  known: (Known & AnswerTime) | null,
  place: GlpiStorageState | null = null,
): FoldedState {
  const { answer = null } = known ?? {}
  const subscription = answer === null || answer.verdict === 'refused' ? null : answer.subscription
  const expiry = expiryOf(subscription, time.now)
  const inDoubt = !time.sure && answer?.verdict === 'accepted' && expiry?.rung === 'ended'
  if (inDoubt) {
    const then = known?.answerVendorAt ?? known?.answerAt ?? time.now
    const countedAt = Math.min(then, Date.parse(expiry.endsAt))
    const { latest = null } = known ?? {}
    const state = stateOf({ latest, answer }, false, place)
    const shown = isDecidedInGlpi(state) || state === 'managed' ? state : 'unconfirmed'
    return { state: shown, expiry: expiryOf(subscription, countedAt), inDoubt, countedAt }
  }
  return { state: stateOf(known, expiry?.rung != null, place), expiry, inDoubt, countedAt: time.now }
}
