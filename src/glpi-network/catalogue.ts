import {
  createCatalogueReader,
  readOffers,
  readTags,
  type CataloguePlugin,
  type CatalogueTag,
  type OfferTitles,
  type Omissions,
} from '#contract/catalogue.ts'
import type { MISSING_REASONS } from '#contract/marketplace.ts'
import { scrubFor } from '#contract/scrub/scrub.ts'
import { isSendable } from '#domain/key-text/whole-key.ts'
import type { CauseCode } from '#domain/causes.ts'
import type { KeyQuestion, VendorClient } from './client.ts'
import { offersHeaders, pluginsHeaders, PLUGINS_A_PAGE, tagsHeaders } from './question.ts'

/** A page with long descriptions is far larger than an answer about a key. */
const MAX_PAGE_BYTES = 8 * 1_048_576
/** Ten times what there is. A service that never comes to an end is left alone then. */
const MAX_PAGES = 50
/** A person waits for it: after this, no further page is asked for. */
const MAX_MS = 60_000

/** Why the rest of a catalogue is missing. `from` is the first plugin of the page that is. */
export type MissingPart = {
  reason: Exclude<(typeof MISSING_REASONS)[number], 'no-key' | 'key-refused'>
  cause: CauseCode | null
  retryAfterSeconds: number | null
  from: number
}

export type PluginCatalogue = {
  plugins: CataloguePlugin[]
  omissions: Omissions
  /** null: it was read to its end. */
  missing: MissingPart | null
}

type CatalogueClient = Pick<VendorClient, 'list'>

/**
 * GET marketplace/plugins as GLPI does, page after page until one is empty. Never throws.
 * @param tag only the plugins with this tag.
 */
export async function fetchCatalogue(
  client: CatalogueClient,
  question: KeyQuestion,
  tag: string | null = null,
): Promise<PluginCatalogue> {
  const path = tag === null ? 'marketplace/plugins' : `marketplace/tags/${encodeURIComponent(tag)}/plugin`
  const { key, uid, language, signal } = question
  const scrub = scrubFor([key])
  let isQuoted = false
  const reader = createCatalogueReader({ language, clean: (text) => (isQuoted ? scrub(text) : withoutControls(text)) })
  const ended = (missing: MissingPart | null): PluginCatalogue => ({
    plugins: reader.plugins(),
    omissions: reader.omissions(),
    missing,
  })
  const failed = (reason: MissingPart['reason'], from: number, cause: CauseCode | null = null): PluginCatalogue =>
    ended({ reason, cause, retryAfterSeconds: null, from })
  if (!isSendable(key)) return failed('no-answer', 0, 'key-unsendable')
  const startedAt = performance.now()
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const from = page * PLUGINS_A_PAGE
    if (performance.now() - startedAt > MAX_MS) return failed('no-answer', from, 'reply-timeout')
    const answer = await client.list({
      path,
      headers: pluginsHeaders({ key, uid }, from),
      maxBytes: MAX_PAGE_BYTES,
      ...(signal && { signal }),
    })
    if (answer.cause !== null) {
      const { cause, retryAfterSeconds } = answer
      return ended({ reason: 'no-answer', cause, retryAfterSeconds, from })
    }
    if (answer.list.length === 0) return ended(null)
    isQuoted = quotesPart(answer.text, key)
    if (reader.take(answer.list) === 0) return failed('repeated', from)
  }
  return failed('too-many', MAX_PAGES * PLUGINS_A_PAGE)
}

/** GET marketplace/tags/top: the tags that GLPI shows, or why they are not known. */
export async function fetchTags(
  client: CatalogueClient,
  { key, uid, language, signal }: KeyQuestion,
): Promise<{ tags: CatalogueTag[]; cause: CauseCode | null }> {
  if (!isSendable(key)) return { tags: [], cause: 'key-unsendable' }
  const answer = await client.list({
    path: 'marketplace/tags/top',
    headers: tagsHeaders({ key, uid, language }),
    maxBytes: MAX_PAGE_BYTES,
    ...(signal && { signal }),
  })
  if (answer.cause !== null) return { tags: [], cause: answer.cause }
  const scrub = scrubFor([key])
  return { tags: readTags(answer.list, quotesPart(answer.text, key) ? scrub : withoutControls), cause: null }
}

/** GET registration/offers: their titles, or why they are not known. */
export async function fetchOffers(
  client: CatalogueClient,
  { language, signal }: Pick<KeyQuestion, 'language' | 'signal'>,
): Promise<{ titles: OfferTitles; cause: CauseCode | null }> {
  const answer = await client.list({
    path: 'registration/offers',
    headers: offersHeaders(language),
    maxBytes: MAX_PAGE_BYTES,
    ...(signal && { signal }),
  })
  return answer.cause === null
    ? { titles: readOffers(answer.list, withoutControls), cause: null }
    : { titles: {}, cause: answer.cause }
}

/** Half of the longest run of a key that may stand in a text unnoticed. */
const PART = 16

/** Whether a page has any part of the key. To look for every part in every text would hold up everybody else. */
function quotesPart(page: string, key: string): boolean {
  for (let start = 0; start === 0 || start + PART <= key.length; start += PART)
    if (page.includes(key.slice(start, start + PART))) return true
  return false
}

/** Control, format and private characters are no text. */
const withoutControls = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]+/gu, ' ').trim()
