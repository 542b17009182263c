import * as z from 'zod/mini'
import { Evidence } from '#contract/glpi-snapshot.ts'
import { CAUSE_CODES } from '#domain/cause-codes.ts'
import { REPLACE_PLUGINS, METHOD_KINDS } from '#domain/storage.ts'
import { NOT_OBSERVED, type ObservedStorage } from '#domain/reconcile-stored-key.ts'
import type { SeenOfGlpi } from './glpis.ts'
import { LATEST, storedJson } from './stored-values.ts'

/** Each field by itself: one that an earlier version did not write, or that cannot be read, is unknown. */
const orNull = <Schema extends z.ZodMiniType>(schema: Schema) => z.catch(z.nullable(schema), null)

const Moment = z.number().check(z.minimum(0), z.maximum(LATEST))

const Seen = z.object({
  version: orNull(z.string()),
  uid: orNull(z.string()),
  installMode: orNull(z.string()),
  rights: orNull(z.object({ read: z.boolean(), update: z.boolean() })),
  proxy: orNull(z.union([z.literal(false), z.object({ host: z.string(), port: z.number() })])),
  proxyExclusions: orNull(z.array(z.string())),
  vendorReach: orNull(z.object({ reachable: z.boolean(), cause: z.nullable(z.enum(CAUSE_CODES)) })),
  replacePlugins: orNull(z.literal(REPLACE_PLUGINS)),
  marketplaceEnabled: orNull(z.boolean()),
  directoryWritable: orNull(z.boolean()),
  cryptKey: orNull(z.enum(['sound', 'missing'])),
  clockOffsetSeconds: orNull(z.number()),
  times: z.catch(z.optional(z.record(z.string(), Moment)), undefined),
})

/** The stored `SeenOfGlpi`; null before the first inspection, and where it cannot be read. */
export function readSeen(text: unknown): SeenOfGlpi | null {
  const parsed = Seen.safeParse(storedJson(text))
  if (!parsed.success) return null
  const { times, ...seen } = parsed.data
  return { ...seen, ...(times && { times }) }
}

const Observed = z.object({
  storedSeenAt: orNull(Moment),
  since: orNull(Moment),
  provenAt: orNull(Moment),
  readable: orNull(z.object({ holds: z.boolean(), by: z.nullable(z.enum(METHOD_KINDS)), at: Moment })),
  sameToken: z.catch(z.boolean(), false),
})

/** The stored `ObservedStorage`; nothing observed in rows of an earlier version, and where it cannot be read. */
export function readObserved(text: unknown): ObservedStorage {
  const parsed = Observed.safeParse(storedJson(text))
  return parsed.success ? parsed.data : NOT_OBSERVED
}

/** The stored `Evidence`; null where there is none. */
export function readEvidence(text: unknown): Evidence | null {
  const parsed = Evidence.safeParse(storedJson(text))
  return parsed.success ? parsed.data : null
}
