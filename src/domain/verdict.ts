import type { CauseCode } from './causes.ts'
import type { Storage } from './storage.ts'

/** Is this a whole key? What `inspectKey` finds in a text. */
export const FINDINGS = [
  'clean',
  'repaired',
  'confirm',
  'truncated',
  'altered',
  'masked',
  'wrong-secret',
  'unfamiliar',
  'empty',
] as const
export type Finding = (typeof FINDINGS)[number]

/** What GLPI Network said when it was last asked. `ended` covers every subscription that is not running, including one that has not begun; the cause distinguishes them. */
export const VENDOR_VERDICTS = ['accepted', 'ended', 'refused', 'no-answer', 'not-asked'] as const
export type VendorVerdict = (typeof VENDOR_VERDICTS)[number]

/** `live`: the latest attempt brought this verdict. `remembered`: a later attempt brought no answer. */
export const SOURCES = ['live', 'remembered'] as const
export type VerdictSource = (typeof SOURCES)[number]

/**
 * One word for badges and lists. `not-started`: genuine, and its subscription begins later. `differs`: GLPI does not hold the key that
 * Latchkey keeps: it has another, or none any more. `broken`: GLPI cannot read it.
 */
export const STATES = [
  'none',
  'active',
  'expiring',
  'ended',
  'not-started',
  'refused',
  'pending',
  'unconfirmed',
  'differs',
  'broken',
  'managed',
] as const
export type State = (typeof STATES)[number]

export type Subscription = {
  /** As the vendor writes it, e.g. an offer's name. */
  title: string | null
  running: boolean
  /** ISO 8601 instants; null where the vendor sent no readable date. */
  beginsAt: string | null
  endsAt: string | null
  /** The vendor's opaque `offer_reference`. */
  offer: string | null
}

/** An answer about the key: GLPI Network spoke, and this is what it said. */
export type VendorAnswer = {
  verdict: 'accepted' | 'ended' | 'refused'
  /** The vendor's own sentence, in the language it was asked in. */
  message: string | null
  cause: CauseCode | null
  subscription: Subscription | null
  owner: string | null
  /** Vendor clock minus ours, from the HTTP `Date` header (RFC 9110, 6.6.1), in milliseconds. */
  clockOffsetMs: number | null
}

/** No reply, or one that is not an answer. It says nothing about the key. */
export type NoAnswer = {
  verdict: 'no-answer'
  message: null
  cause: CauseCode
  /** Seconds from `Retry-After` (RFC 9110, 10.2.3), where the vendor asked for a pause. */
  retryAfterSeconds: number | null
}

/** What one attempt to ask brought. */
export type Observation = VendorAnswer | NoAnswer

/** What is known of a saved key: the latest attempt, and the last attempt that was answered. */
export type Known = {
  latest: Observation | null
  answer: VendorAnswer | null
}

/** The GLPI that an instance is connected to, as far as it was seen; `managed`: GLPI Network Cloud, whose platform holds the key. */
export type GlpiStorageState = { storage: Storage; managed: boolean; holdsAnother: boolean }

/** A key that GLPI cannot read, or does not have, opens nothing, whatever the vendor says of it. */
export const isBroken = ({ storage }: Pick<GlpiStorageState, 'storage'>): boolean =>
  storage === 'blank' || storage === 'unreadable'

/** States that what is in GLPI decides, whatever GLPI Network says of the saved key. */
export const isDecidedInGlpi = (state: State): boolean => state === 'differs' || state === 'broken'

/**
 * Folds what is known into one word.
 * A missing answer never turns a good key bad: an earlier answer remains valid, and an accepted key becomes `unconfirmed`.
 * @param place null while no GLPI is connected.
 */
export function stateOf(known: Known | null, expiring: boolean, place: GlpiStorageState | null = null): State {
  if (place?.managed) return 'managed'
  if (known === null) return 'none'
  if (place && isBroken(place)) return 'broken'
  if (place?.holdsAnother || place?.storage === 'none') return 'differs'
  if (known.answer === null) return 'pending'
  if (known.answer.verdict === 'refused') return 'refused'
  if (known.answer.verdict === 'ended')
    return known.answer.cause === 'subscription-not-started' ? 'not-started' : 'ended'
  if (known.latest?.verdict === 'no-answer') return 'unconfirmed'
  return expiring ? 'expiring' : 'active'
}

/** The cause to act on first: GLPI Network's, else GLPI's; the other way round while what is in GLPI decides the state. */
export const firstCauseOf = <Cause>(state: State, vendorCause: Cause | null, glpiCause: Cause | null): Cause | null =>
  isDecidedInGlpi(state) ? (glpiCause ?? vendorCause) : (vendorCause ?? glpiCause)
