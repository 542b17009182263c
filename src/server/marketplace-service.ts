import { createHash } from 'node:crypto'
import type { GlpiService } from './glpi/glpi-service.ts'
import type { Marketplace, MarketplaceTags, TaggedPlugins } from '#contract/marketplace.ts'
import { ProblemError } from '#contract/problem-error.ts'
import type { CauseCode } from '#domain/cause-codes.ts'
import { fetchCatalogue, fetchOffers, fetchTags, type PluginCatalogue } from '#glpi-network/catalogue.ts'
import type { KeyQuestion } from '#glpi-network/client.ts'
import type { Checker } from './checker.ts'
import { findInstance, type InstanceStore, type StoredInstance } from './store/instances.ts'
import {
  marketplaceView,
  summaryOf,
  withoutCatalogue,
  type FetchedCatalogue,
  type FetchedOffers,
} from './marketplace-view.ts'
import type { RegistrationStore, StoredRegistration } from './store/registrations.ts'
import { glpiPagesOf } from './glpi-pages.ts'
import { summaryToNote } from './plugin-summary.ts'
import { createTimedCache, type Kept } from './timed-cache.ts'
import type { Vault } from './vault.ts'
import { uidOf, vendorPathOf } from './vendor-path.ts'

/** As long as GLPI keeps it. */
const KEPT_MS = 3_600_000
/** Each may be of several megabytes. */
const MOST_CATALOGUES = 8
const MOST_OFFER_LISTS = 100
const MOST_TAG_LISTS = 200

export type MarketplaceServiceParts = {
  checker: Checker
  instances: InstanceStore
  registrations: RegistrationStore
  vault: Vault
  readConnection: GlpiService['readConnection']
  /** @throws ProblemError `too-many-checks` */
  spendQuestion: () => Promise<void>
  now: () => number
  steady: () => number
}

/** Reads the catalogue of GLPI Network as the GLPI of an instance would, and says where each plugin stands for it. */
export function createMarketplaceService(parts: MarketplaceServiceParts) {
  const { checker, instances, registrations, vault, readConnection, spendQuestion, now, steady } = parts
  const catalogues = createTimedCache<FetchedCatalogue>({ most: MOST_CATALOGUES, steady })
  const offerLists = createTimedCache<FetchedOffers>({ most: MOST_OFFER_LISTS, steady })
  const tagLists = createTimedCache<MarketplaceTags>({ most: MOST_TAG_LISTS, steady })
  const taggedLists = createTimedCache<TaggedPlugins>({ most: MOST_TAG_LISTS, steady })
  const stopping = new AbortController()

  /** What is not there yet is asked for: within what its caller may set off, and within GLPI Network's pause. */
  async function listsFor(instance: StoredInstance, saved: StoredRegistration | null) {
    await spendQuestion()
    return checker.listsFor(instance, saved?.fingerprint ?? null)
  }

  const questionOf = (instance: StoredInstance, saved: StoredRegistration, language: string): KeyQuestion => ({
    key: vault.open(saved.sealedKey, instance.id),
    uid: uidOf(instance).value,
    language,
    signal: stopping.signal,
  })

  async function fetchPlugins(
    instance: StoredInstance,
    saved: StoredRegistration,
    language: string,
  ): Promise<Kept<FetchedCatalogue>> {
    const catalogue = await fetchCatalogue(await listsFor(instance, saved), questionOf(instance, saved, language))
    return { value: { ...catalogue, fetchedAt: now() }, keptMs: keptMsOf(catalogue) }
  }

  async function loadTagged(
    instance: StoredInstance,
    saved: StoredRegistration,
    tag: string,
    language: string,
  ): Promise<Kept<TaggedPlugins>> {
    const found = await fetchCatalogue(await listsFor(instance, saved), questionOf(instance, saved, language), tag)
    const { plugins, missing } = found
    const value = { keys: plugins.map(({ key }) => key), complete: missing === null, cause: missing?.cause ?? null }
    return { value, keptMs: keptMsOf(found) }
  }

  async function loadTags(
    instance: StoredInstance,
    saved: StoredRegistration,
    language: string,
  ): Promise<Kept<MarketplaceTags>> {
    const value = await fetchTags(await listsFor(instance, saved), questionOf(instance, saved, language))
    return { value, keptMs: value.cause === null ? KEPT_MS : 0 }
  }

  async function loadOffers(instance: StoredInstance, language: string): Promise<Kept<FetchedOffers>> {
    const value = await fetchOffers(await listsFor(instance, null), { language, signal: stopping.signal })
    return { value, keptMs: value.cause === null ? KEPT_MS : 0 }
  }

  /** What the catalogue depends on. The key has no part in it but its fingerprint. */
  function nameOf(instance: StoredInstance, { fingerprint }: StoredRegistration, language: string): string {
    const { servicesUrl, glpiVersion, installMode } = vendorPathOf(instance, vault)
    const asked = [servicesUrl, language, fingerprint, glpiVersion, installMode, uidOf(instance).value]
    return createHash('sha256').update(JSON.stringify(asked)).digest('hex')
  }

  async function marketplaceOf(id: string): Promise<string | null> {
    return glpiPagesOf((await readConnection(id)).connection)?.marketplace ?? null
  }

  /** `askWith`: the key, where GLPI would ask for a list with it: not with one that is not valid. */
  async function load(id: string) {
    const instance = await findInstance(instances, id)
    const saved = await registrations.find(id)
    return { instance, saved, askWith: saved?.answer?.verdict === 'refused' ? null : saved }
  }

  async function tags(id: string, language: string): Promise<MarketplaceTags> {
    const { instance, askWith } = await load(id)
    if (askWith === null) return { tags: [], cause: null }
    return tagLists.get(nameOf(instance, askWith, language), () => loadTags(instance, askWith, language))
  }

  return {
    /** @throws ProblemError with the cause where GLPI Network gives no answer. */
    async view(id: string, language: string): Promise<Marketplace> {
      const { instance, saved, askWith } = await load(id)
      const glpiMarketplace = await marketplaceOf(id)
      if (askWith === null) return withoutCatalogue(instance, saved, glpiMarketplace)
      const [fetched, offers] = await Promise.all([
        catalogues.get(nameOf(instance, askWith, language), () => fetchPlugins(instance, askWith, language)),
        offerLists.get(JSON.stringify([instance.servicesUrl, language]), () => loadOffers(instance, language)),
      ])
      if (fetched.plugins.length === 0 && fetched.missing?.cause) throw noCatalogue(fetched.missing.cause)
      const view = marketplaceView({ instance, saved: askWith, fetched, offers, glpiMarketplace })
      const noted = summaryToNote(askWith, summaryOf(view), now())
      if (noted !== null) await registrations.notePluginSummary(id, askWith.fingerprint, noted)
      return view
    },

    tags,

    /** @param tag one of `tags`: GLPI Network is not asked for others. */
    async tagged(id: string, tag: string, language: string): Promise<TaggedPlugins> {
      const { instance, askWith } = await load(id)
      const known = await tags(id, language)
      if (askWith === null || known.tags.every(({ key }) => key !== tag))
        return { keys: [], complete: false, cause: known.cause }
      const name = `${nameOf(instance, askWith, language)} ${tag}`
      return taggedLists.get(name, () => loadTagged(instance, askWith, tag, language))
    },

    async stop(): Promise<void> {
      stopping.abort()
      await Promise.all([catalogues.idle(), offerLists.idle(), tagLists.idle(), taggedLists.idle()])
    },
  }
}
export type MarketplaceService = ReturnType<typeof createMarketplaceService>

/** As in GLPI, an incomplete list is not kept. A pause that GLPI Network asked for is observed. */
const keptMsOf = ({ missing }: PluginCatalogue): number =>
  missing === null ? KEPT_MS : (missing.retryAfterSeconds ?? 0) * 1000

const noCatalogue = (cause: CauseCode): ProblemError =>
  new ProblemError(cause, 'GLPI Network did not give its list of plugins.')
