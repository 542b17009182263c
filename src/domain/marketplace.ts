import { compareVersions, isPrerelease } from './versions.ts'
import type { VendorAnswer } from './verdict.ts'

/**
 * Where one plugin stands for one instance. `free`: any registration opens it. `open`: the offer of the key opens it. `needs-offer`:
 * another offer would. `no-version`: none of its versions is for this GLPI. `not-on-cloud`: listed on GLPI Network Cloud, and not handed
 * out there. `unknown`: see `UnknownReason`.
 */
export const STANDINGS = ['free', 'open', 'needs-offer', 'no-version', 'not-on-cloud', 'unknown'] as const
export type Standing = (typeof STANDINGS)[number]

/** What would have to be known. `withheld`: the offer covers it, and still GLPI Network gives no address to download it from. */
export const UNKNOWN_REASONS = [
  'glpi-version-unknown',
  'versions-unreadable',
  'offers-unreadable',
  'own-offer-unknown',
  'key-unverified',
  'withheld',
] as const
export type UnknownReason = (typeof UNKNOWN_REASONS)[number]

export type PluginVersion = {
  number: string
  isStable: boolean
  /** GLPI Network names an address to download it from: that is how it keeps a plugin back. */
  hasArchive: boolean
}

/** What GLPI Network says about a plugin, as far as its standing depends on it. null: it could not be read. */
export type PluginTerms = {
  /** GLPI Network lists the versions that are for the GLPI that asks, and no others. */
  versions: readonly PluginVersion[] | null
  /** References as GLPI Network gives them, the lowest offer first; an empty list where any registration opens it. */
  requiredOffers: readonly string[] | null
}

/** What is known of the instance. */
export type MarketplaceAsker = {
  answer: Pick<VendorAnswer, 'verdict' | 'subscription'> | null
  /** The version that was named to GLPI Network; null: none was. */
  glpiVersion: string | null
  isOnCloud: boolean
}

export type Placed = {
  standing: Standing
  /** Of `unknown` alone. */
  reason: UnknownReason | null
  /** The reference of the offer that opens it, or would; null where no offer matters. */
  offer: string | null
  /** The newest version that this GLPI would take. */
  version: string | null
}

/** Asks in the order in which GLPI does: a version first, then the offer, then something to download. */
export function placePlugin(terms: PluginTerms, asker: MarketplaceAsker): Placed {
  const kept = keptVersions(terms.versions ?? [], asker.glpiVersion)
  const newest = kept[0]
  const version = newest?.number ?? null
  const at = (standing: Standing, offer: string | null = null): Placed => ({ standing, reason: null, offer, version })
  const unknown = (reason: UnknownReason): Placed => ({ standing: 'unknown', reason, offer: null, version })
  if (terms.versions === null) return unknown('versions-unreadable')
  if (newest === undefined) return asker.glpiVersion === null ? unknown('glpi-version-unknown') : at('no-version')
  if (terms.requiredOffers === null) return unknown('offers-unreadable')
  if (asker.answer === null) return unknown('key-unverified')
  const [lowest] = terms.requiredOffers
  const subscription = asker.answer.subscription
  if (lowest !== undefined) {
    if (!subscription?.running) return at('needs-offer', lowest)
    if (subscription.offer === null) return unknown('own-offer-unknown')
    if (!terms.requiredOffers.includes(subscription.offer)) return at('needs-offer', lowest)
  }
  // GLPI offers the newest alone, whether or not an older one could be downloaded
  if (!newest.hasArchive) return asker.isOnCloud ? at('not-on-cloud') : unknown('withheld')
  return lowest === undefined ? at('free') : at('open', subscription?.offer ?? null)
}

/** The versions that GLPI does not leave out, newest first: prereleases are for a GLPI that is one itself. */
export const keptVersions = (versions: readonly PluginVersion[], glpiVersion: string | null): PluginVersion[] =>
  versions
    .filter(({ isStable }) => isStable || (glpiVersion !== null && isPrerelease(glpiVersion)))
    .toSorted((one, other) => compareVersions(other.number, one.number))

export type StandingCounts = Record<Standing, number>

export function countStandings(placed: readonly { standing: Standing }[]): StandingCounts {
  const counts: StandingCounts = {
    free: 0,
    open: 0,
    'needs-offer': 0,
    'no-version': 0,
    'not-on-cloud': 0,
    unknown: 0,
  }
  for (const { standing } of placed) counts[standing] += 1
  return counts
}

/** How many this GLPI may install with this key. */
export const countOpen = (counts: StandingCounts): number => counts.free + counts.open
