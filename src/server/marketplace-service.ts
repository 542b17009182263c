import { createHash } from 'node:crypto'
import type { Connection } from '#contract/connection.ts'
import type { OfferTitles } from '#contract/catalogue.ts'
import type { Marketplace, MarketplacePlugin, Offer } from '#contract/marketplace.ts'
import { ProblemError } from '#contract/problem-error.ts'
import type { CauseCode } from '#domain/cause-codes.ts'
import { countStandings, keptVersions, placePlugin, type MarketplaceAsker } from '#domain/marketplace.ts'
import type { Subscription } from '#domain/verdict.ts'
import { glpiBase } from '#glpi/address.ts'
import { fetchCatalogue, fetchOffers, type Catalogue } from '#glpi-network/catalogue.ts'
import type { Checker } from './checker.ts'
import { findInstance } from './find-instance.ts'
import { isManaged } from './glpi/view.ts'
import type { InstanceStore, StoredInstance } from './store/instances.ts'
import type { RegistrationStore, StoredRegistration } from './store/registrations.ts'
import { createTimedCache, type Kept } from './timed-cache.ts'
import type { Vault } from './vault.ts'
import { askedAs, uidOf, vendorPathOf } from './vendor-path.ts'

/** As long as GLPI keeps it. */
const KEPT_MS = 3_600_000
/** Each may be of several megabytes. */
const MOST_CATALOGUES = 8
const MOST_OFFER_LISTS = 100

export type MarketplaceServiceParts = {
  checker: Checker
  instances: InstanceStore
  registrations: RegistrationStore
  vault: Vault
  connectionOf: (id: string) => Promise<Connection | null>
  now: () => number
  steady: () => number
}

type Fetched = Catalogue & { fetchedAt: number }
type Offers = { titles: OfferTitles; cause: CauseCode | null }

/** Reads the catalogue of GLPI Network as the GLPI of an instance would, and says where each plugin stands for it. */
export function createMarketplaceService(parts: MarketplaceServiceParts) {
  const { checker, instances, registrations, vault, connectionOf, now, steady } = parts
  const catalogues = createTimedCache<Fetched>({ most: MOST_CATALOGUES, steady })
  const offerLists = createTimedCache<Offers>({ most: MOST_OFFER_LISTS, steady })
  const stopping = new AbortController()

  async function load(instance: StoredInstance, saved: StoredRegistration, language: string): Promise<Kept<Fetched>> {
    const key = vault.open(saved.sealedKey, instance.id)
    const client = checker.clientFor(instance)
    const catalogue = await fetchCatalogue(client, {
      key,
      uid: uidOf(instance).value,
      language,
      signal: stopping.signal,
    })
    const { missing } = catalogue
    // like GLPI, nothing is kept of a list that is not whole; but a pause that was asked for is kept
    const keptMs = missing === null ? KEPT_MS : (missing.retryAfterSeconds ?? 0) * 1000
    return { value: { ...catalogue, fetchedAt: now() }, keptMs }
  }

  async function loadOffers(instance: StoredInstance, language: string): Promise<Kept<Offers>> {
    const value = await fetchOffers(checker.clientFor(instance), { language, signal: stopping.signal })
    return { value, keptMs: value.cause === null ? KEPT_MS : 0 }
  }

  /** What the catalogue depends on. The key has no part in it but its fingerprint. */
  function nameOf(instance: StoredInstance, { fingerprint }: StoredRegistration, language: string): string {
    const { servicesUrl, glpiVersion, installMode } = vendorPathOf(instance, vault)
    const asked = [servicesUrl, language, fingerprint, glpiVersion, installMode, uidOf(instance).value]
    return createHash('sha256').update(JSON.stringify(asked)).digest('hex')
  }

  async function marketplaceOf(id: string): Promise<string | null> {
    const connection = await connectionOf(id)
    const base = glpiBase(connection?.rest?.url ?? connection?.restV2?.url ?? '')
    return base && new URL('front/marketplace.php', base).href
  }

  return {
    /** @throws ProblemError with the cause where GLPI Network gives no answer. */
    async view(id: string, language: string): Promise<Marketplace> {
      const instance = await findInstance(instances, id)
      const saved = await registrations.find(id)
      const glpiMarketplace = await marketplaceOf(id)
      // GLPI asks for no list with a key that is not valid, and neither do we
      const reason = saved === null ? 'no-key' : saved.answer?.verdict === 'refused' ? 'key-refused' : null
      if (saved === null || reason !== null)
        return withoutCatalogue(reason ?? 'no-key', instance, saved, glpiMarketplace)
      const [fetched, offers] = await Promise.all([
        catalogues.get(nameOf(instance, saved, language), () => load(instance, saved, language)),
        offerLists.get(JSON.stringify([instance.servicesUrl, language]), () => loadOffers(instance, language)),
      ])
      if (fetched.plugins.length === 0 && fetched.missing?.cause) throw noCatalogue(fetched.missing.cause)
      return marketplaceView({ instance, saved, fetched, offers, glpiMarketplace })
    },

    async stop(): Promise<void> {
      stopping.abort()
      await Promise.all([catalogues.idle(), offerLists.idle()])
    },
  }
}
export type MarketplaceService = ReturnType<typeof createMarketplaceService>

const noCatalogue = (cause: CauseCode): ProblemError =>
  new ProblemError(cause, 'GLPI Network did not give its list of plugins.')

type Shown = {
  instance: StoredInstance
  saved: StoredRegistration
  fetched: Fetched
  offers: Offers
  glpiMarketplace: string | null
}

/** What is known without the catalogue. */
function withoutCatalogue(
  reason: 'no-key' | 'key-refused',
  instance: StoredInstance,
  saved: StoredRegistration | null,
  glpiMarketplace: string | null,
): Marketplace {
  const cause = reason === 'no-key' ? null : (saved?.answer?.cause ?? null)
  return {
    complete: false,
    missing: { reason, cause, from: 0 },
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

function marketplaceView({ instance, saved, fetched, offers, glpiMarketplace }: Shown): Marketplace {
  const { titles } = offers
  const glpiVersion = askedAs(instance).version
  const subscription = saved.answer?.subscription ?? null
  const asker: MarketplaceAsker = { answer: saved.answer, glpiVersion, isOnCloud: isManaged(instance.glpi) }
  const plugins = fetched.plugins.map((plugin): MarketplacePlugin => {
    const { requiredOffers: _, versions, ...shown } = plugin
    const { standing, reason, offer, version } = placePlugin(plugin, asker)
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
