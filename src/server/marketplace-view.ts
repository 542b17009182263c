import type { OfferTitles } from '#contract/catalogue.ts'
import type { Marketplace, MarketplacePlugin, Offer } from '#contract/marketplace.ts'
import type { PluginSummary } from '#contract/panel.ts'
import type { CauseCode } from '#domain/cause-codes.ts'
import { countOpen, countStandings, keptVersions, placePlugin, type MarketplaceAsker } from '#domain/marketplace.ts'
import type { Subscription } from '#domain/verdict.ts'
import type { PluginCatalogue } from '#glpi-network/catalogue.ts'
import { isManaged } from './glpi/view.ts'
import type { StoredInstance } from './store/instances.ts'
import type { StoredRegistration } from './store/registrations.ts'
import { askedAs } from './vendor-path.ts'

export type FetchedCatalogue = PluginCatalogue & { fetchedAt: number }
export type FetchedOffers = { titles: OfferTitles; cause: CauseCode | null }

type Shown = {
  instance: StoredInstance
  saved: StoredRegistration
  fetched: FetchedCatalogue
  offers: FetchedOffers
  glpiMarketplace: string | null
}

/** What is known without the catalogue. */
export function withoutCatalogue(
  instance: StoredInstance,
  saved: StoredRegistration | null,
  glpiMarketplace: string | null,
): Marketplace {
  const reason = saved === null ? 'no-key' : 'key-refused'
  return {
    complete: false,
    missing: { reason, cause: saved?.answer?.cause ?? null, from: 0 },
    counts: countStandings([]),
    plugins: [],
    omissions: {},
    fetchedAt: null,
    fingerprint: saved?.fingerprint ?? null,
    glpiVersion: askedAs(instance).version,
    ownOffer: null,
    isRunning: null,
    endsAt: null,
    offersCause: null,
    glpiMarketplace,
  }
}

export function marketplaceView({ instance, saved, fetched, offers, glpiMarketplace }: Shown): Marketplace {
  const { titles } = offers
  const glpiVersion = askedAs(instance).version
  const subscription = saved.answer?.subscription ?? null
  const asker: MarketplaceAsker = { answer: saved.answer, glpiVersion, isOnCloud: isManaged(instance.glpi) }
  const places = new Map(Object.keys(titles).map((reference, place) => [reference, place]))
  const plugins = fetched.plugins.map((plugin): MarketplacePlugin => {
    const { requiredOffers, versions, ...shown } = plugin
    const terms = { versions, requiredOffers: requiredOffers && inOrder(requiredOffers, places) }
    const { standing, reason, offer, version } = placePlugin(terms, asker)
    return {
      ...shown,
      version,
      versions: keptVersions(versions ?? [], glpiVersion).length,
      standing,
      reason,
      offer: offer === null ? null : titled(offer, titles),
    }
  })
  const { missing } = fetched
  return {
    complete: missing === null,
    missing: missing && { reason: missing.reason, cause: missing.cause, from: missing.from },
    counts: countStandings(plugins),
    plugins,
    omissions: fetched.omissions,
    fetchedAt: new Date(fetched.fetchedAt).toISOString(),
    fingerprint: saved.fingerprint,
    glpiVersion,
    ownOffer: subscription && ownOfferOf(subscription, titles),
    isRunning: subscription?.running ?? null,
    endsAt: subscription?.endsAt ?? null,
    offersCause: offers.cause,
    glpiMarketplace,
  }
}

/** As the list of offers has them, so that the lowest comes first, as in GLPI; then those that it does not have. */
const inOrder = (offers: readonly string[], places: ReadonlyMap<string, number>): string[] =>
  offers.toSorted((one, other) => (places.get(one) ?? places.size) - (places.get(other) ?? places.size))

const titled = (reference: string, titles: OfferTitles): Offer => ({
  reference,
  title: Object.hasOwn(titles, reference) ? (titles[reference] ?? null) : null,
})

/** The title of the subscription itself, where the list of offers does not name its offer. */
function ownOfferOf({ offer, title }: Subscription, titles: OfferTitles): Offer | null {
  const listed = offer === null ? null : titled(offer, titles)
  if (listed?.title == null && title === null) return listed
  return { reference: offer ?? '', title: listed?.title ?? title }
}

/** How much of it the key opens, for the list of what it unlocks. */
export function summaryOf({ plugins, counts, complete }: Marketplace): PluginSummary {
  const needs = new Map<string, number>()
  for (const { standing, offer } of plugins) {
    if (standing !== 'needs-offer' || offer === null) continue
    const name = offer.title ?? offer.reference
    needs.set(name, (needs.get(name) ?? 0) + 1)
  }
  return {
    open: countOpen(counts),
    total: plugins.length,
    complete,
    needs: [...needs].map(([offer, count]) => ({ offer, count })),
  }
}
