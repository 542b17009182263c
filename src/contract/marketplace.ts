import * as z from 'zod/mini'
import { CAUSE_CODES } from '#domain/cause-codes.ts'
import { METHOD_KINDS } from '#domain/storage.ts'
import { STANDINGS, UNKNOWN_REASONS } from '#domain/marketplace.ts'
import { OMISSIONS } from './catalogue.ts'
import { Fingerprint } from './panel.ts'

const Instant = z.iso.datetime()

/** An offer as GLPI Network's list of offers names it; the title is null where that list does not have it. */
const Offer = z.object({ reference: z.string(), title: z.nullable(z.string()) })
export type Offer = z.infer<typeof Offer>

const MarketplacePlugin = z.object({
  key: z.string(),
  name: z.string(),
  authors: z.array(z.string()),
  license: z.nullable(z.string()),
  rating: z.nullable(z.number()),
  downloads: z.nullable(z.number()),
  addedAt: z.nullable(Instant),
  updatedAt: z.nullable(Instant),
  summary: z.nullable(z.string()),
  description: z.nullable(z.string()),
  homepage: z.nullable(z.string()),
  /** The newest that this GLPI would take, and how many GLPI Network gives for it. */
  version: z.nullable(z.string()),
  versions: z.int(),
  standing: z.enum(STANDINGS),
  /** Of `unknown`: what would have to be known. */
  reason: z.nullable(z.enum(UNKNOWN_REASONS)),
  /** The offer that opens it, or would. */
  offer: z.nullable(Offer),
})
export type MarketplacePlugin = z.infer<typeof MarketplacePlugin>

/** `too-many`: more than is read of any catalogue. `repeated`: a page brought nothing new, so that there would be no end. */
export const MISSING_REASONS = ['no-key', 'key-refused', 'no-answer', 'repeated', 'too-many'] as const

/** GET marketplace: the catalogue as it stands for one instance. */
export const Marketplace = z.object({
  /** Whether the whole catalogue was read. */
  complete: z.boolean(),
  /** Why it was not; `from` is the first plugin that is missing, counted from 0. */
  missing: z.nullable(
    z.object({ reason: z.enum(MISSING_REASONS), cause: z.nullable(z.enum(CAUSE_CODES)), from: z.int() }),
  ),
  counts: z.record(z.enum(STANDINGS), z.int()),
  plugins: z.array(MarketplacePlugin),
  /** What GLPI Network sent and is not shown, with how often. */
  omissions: z.partialRecord(z.enum(OMISSIONS), z.int()),
  /** By the gateway's clock; null where it was not fetched. */
  fetchedAt: z.nullable(Instant),
  /** Of the key it was fetched with. */
  fingerprint: z.nullable(Fingerprint),
  /** The GLPI version that was named to GLPI Network; null: none was, so that nothing is known of versions. */
  glpiVersion: z.nullable(z.string()),
  /** The offer of the key, as its latest answer names it. */
  ownOffer: z.nullable(Offer),
  /** Whether that offer runs; null: not known. */
  isRunning: z.nullable(z.boolean()),
  /** When it ends, where a date is given. */
  endsAt: z.nullable(Instant),
  /** Why the titles of offers are missing; null where they are there. */
  offersCause: z.nullable(z.enum(CAUSE_CODES)),
  /** The address of the marketplace in the connected GLPI; null where none is known. */
  glpiMarketplace: z.nullable(z.string()),
})
export type Marketplace = z.infer<typeof Marketplace>

/** GET marketplace/tags: those that GLPI shows; a cause where GLPI Network did not give them. */
/** GET marketplace/installed. */
export const InstalledPlugins = z.object({
  /** null: not seen. */
  seen: z.nullable(
    z.object({
      /** By the gateway's clock. */
      seenAt: z.iso.datetime(),
      by: z.enum(METHOD_KINDS),
      plugins: z.array(z.object({ key: z.string(), version: z.string(), isActive: z.boolean() })),
    }),
  ),
  /** Why they were not seen: `not-connected`, or no method of the connection shows them, or a cause. */
  unseen: z.nullable(z.enum(['not-connected', 'no-method', 'failed'])),
  cause: z.nullable(z.enum(CAUSE_CODES)),
})
export type InstalledPlugins = z.infer<typeof InstalledPlugins>

export const MarketplaceTags = z.object({
  tags: z.array(z.object({ key: z.string(), name: z.string() })),
  cause: z.nullable(z.enum(CAUSE_CODES)),
})
export type MarketplaceTags = z.infer<typeof MarketplaceTags>

/** GET marketplace/tags/{tag}: the keys of the plugins that have it. */
export const TaggedPlugins = z.object({
  keys: z.array(z.string()),
  complete: z.boolean(),
  cause: z.nullable(z.enum(CAUSE_CODES)),
})
export type TaggedPlugins = z.infer<typeof TaggedPlugins>
