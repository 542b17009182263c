import * as z from 'zod/mini'
import { CAUSE_CODES } from '#domain/cause-codes.ts'
import { REPLACE_PLUGINS } from '#domain/storage.ts'
import type { SeenOfGlpi } from './glpis.ts'
import { storedJson } from './stored-values.ts'

/** Each by itself: what was never written, by an earlier version, or cannot be read is not known. */
const orNull = <Schema extends z.ZodMiniType>(schema: Schema) => z.catch(z.nullable(schema), null)

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
})

/** `SeenOfGlpi` as it was written; null before the first look, and for what is no such thing. */
export function readSeen(text: unknown): SeenOfGlpi | null {
  const parsed = Seen.safeParse(storedJson(text))
  return parsed.success ? parsed.data : null
}
