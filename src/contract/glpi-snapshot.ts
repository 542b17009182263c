import * as z from 'zod/mini'
import { CAUSE_CODES } from '#domain/cause-codes.ts'
import { REPLACE_PLUGINS, STORAGES, METHOD_KINDS } from '#domain/storage.ts'

const Cause = z.enum(CAUSE_CODES)

const Instant = z.iso.datetime()

/** What came in place of an answer, scrubbed: it is shown as it stands. */
export const Evidence = z.object({
  status: z.optional(z.int()),
  title: z.optional(z.string()),
  location: z.optional(z.string()),
  said: z.optional(z.string()),
  /** The system's own code, or GLPI's. */
  errorCode: z.optional(z.string()),
})
export type Evidence = z.infer<typeof Evidence>

/** The members of GlpiSeen that an inspection sees, or does not. */
export const SNAPSHOT_FIELDS = [
  'storage',
  'version',
  'uid',
  'installMode',
  'rights',
  'proxy',
  'replacePlugins',
  'directoryWritable',
  'cryptKey',
  'clockOffsetSeconds',
] as const

/**
 * What was last seen of the GLPI behind an instance. null: it was not observed. Instants are by the gateway's clock. An inspection that
 * failed changes nothing but `attemptedAt` and `cause`.
 */
export const GlpiSnapshot = z.object({
  ways: z.array(z.enum(METHOD_KINDS)),
  /** When anything of it was last seen; null before that. */
  seenAt: z.nullable(Instant),
  /** When it was last inspected, successfully or not. */
  attemptedAt: z.prefault(z.nullable(Instant), null),
  /** Why the inspection at `attemptedAt` failed; null if it did not. */
  cause: z.nullable(Cause),
  /** When these were last observed, where that was before `seenAt`. */
  older: z.prefault(z.partialRecord(z.enum(SNAPSHOT_FIELDS), Instant), {}),
  /** What that inspection met in place of an answer; null where nothing more than the cause is known. */
  evidence: z.nullable(Evidence),
  version: z.nullable(z.string()),
  uid: z.nullable(z.string()),
  installMode: z.nullable(z.string()),
  rights: z.nullable(z.object({ read: z.boolean(), update: z.boolean() })),
  /** `host:port`; false where GLPI has none set. */
  proxy: z.nullable(z.union([z.string(), z.literal(false)])),
  /** Whether Latchkey's own checks go through that proxy: not through one that could not serve from here. */
  proxyUsed: z.prefault(z.boolean(), false),
  /** Whether GLPI Network answered GLPI's own machine, and the cause if it did not. */
  vendorReach: z.prefault(z.nullable(z.object({ reachable: z.boolean(), cause: z.nullable(Cause) })), null),
  replacePlugins: z.nullable(z.literal(REPLACE_PLUGINS)),
  directoryWritable: z.nullable(z.boolean()),
  cryptKey: z.nullable(z.enum(['sound', 'missing'])),
  /** GLPI's clock minus the gateway's. */
  clockOffsetSeconds: z.nullable(z.number()),
  storage: z.enum(STORAGES),
  storageCause: z.nullable(Cause),
  /** GLPI holds a different key from Latchkey. */
  holdsAnother: z.boolean(),
  /** When the stored value was last seen. */
  storedSeenAt: z.prefault(z.nullable(Instant), null),
  /** Since when `storage` is known to be what it is. */
  since: z.prefault(z.nullable(Instant), null),
  /** When the value that stands there was last proven to be the key. */
  provenAt: z.prefault(z.nullable(Instant), null),
  /**
   * Whether GLPI can read the key, as seen at `readableAt` by the method `readableBy`. null: not observed since it was proven; that the
   * value is still there says nothing of the file that GLPI has today.
   */
  readable: z.prefault(z.nullable(z.boolean()), null),
  readableBy: z.prefault(z.nullable(z.enum(METHOD_KINDS)), null),
  readableAt: z.prefault(z.nullable(Instant), null),
})
export type GlpiSnapshot = z.infer<typeof GlpiSnapshot>
