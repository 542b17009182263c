import * as z from 'zod/mini'
import type { Ended } from './run-command.ts'

/** What Latchkey says of a GLPI: on its command line with --json, or in the panel (`panel-claim.ts`), in the same words. */

export const OPERATIONS = ['set', 'status', 'prove', 'remove'] as const
export type Operation = (typeof OPERATIONS)[number]

const Stored = z.object({
  state: z.string(),
  cause: z.nullable(z.string()),
  fingerprint: z.nullable(z.string()),
  /** Whether GLPI itself was seen to read what it encrypts. */
  glpiReads: z.optional(z.nullable(z.boolean())),
})

const Holds = z.object({ holds: z.boolean() })

const Statement = z.object({
  did: z.optional(z.nullable(z.string())),
  standing: z.optional(z.nullable(z.string())),
  storage: z.optional(z.nullable(z.string())),
  cause: z.optional(z.nullable(z.string())),
  /** Whether GLPI was seen to read the key now; without it, `proven` says that too. */
  readable: z.optional(z.nullable(z.union([z.boolean(), Holds]))),
  cryptKey: z.optional(z.nullable(z.string())),
  directoryWritable: z.optional(z.nullable(z.boolean())),
  rights: z.optional(z.nullable(z.object({ read: z.nullable(z.boolean()), update: z.nullable(z.boolean()) }))),
  vendorReach: z.optional(z.nullable(z.object({ reachable: z.nullable(z.boolean()) }))),
  /** What GLPI Network said to Latchkey, as it was asked in GLPI's place. */
  vendor: z.optional(z.nullable(z.object({ cause: z.nullable(z.string()) }))),
  stored: z.optional(z.nullable(Stored)),
  after: z.optional(z.nullable(Stored)),
  /** The page's conditions: a key is present; the marketplace is open. */
  present: z.optional(z.nullable(z.boolean())),
  open: z.optional(z.nullable(z.boolean())),
  /** It shows what it saw earlier, and says nothing of what stood in the way now. */
  silent: z.optional(z.boolean()),
})
export type Statement = z.infer<typeof Statement>

export type Claim = {
  operation: Operation
  /** null in the panel. */
  exit: number | null
  /** null where nothing came that can be read. */
  statement: Statement | null
  /** What was written instead, or how the panel answered. */
  words: string
  /** The key that it is about: the panel speaks of the one that it keeps. null: of the one that the GLPI is to hold. */
  about: string | null
  notBuilt: boolean
}

const USAGE = 2

export function readClaim(operation: Operation, { code, stdout, stderr }: Ended): Claim {
  const line = stdout.trim().split('\n').at(-1) ?? ''
  const statement = readStatement(line)
  const words = stderr.trim() || line
  const notBuilt =
    operation === 'prove' && code === USAGE && statement === null && /unknown (option|command)/.test(words)
  return { operation, exit: code, statement, words, about: null, notBuilt }
}

/** undefined: this Latchkey does not part "proven once" from "can be read now". */
export function saysReadable({ readable }: Statement): boolean | null | undefined {
  return readable != null && typeof readable === 'object' ? readable.holds : readable
}

function readStatement(line: string): Statement | null {
  try {
    const { data } = Statement.safeParse(JSON.parse(line))
    return data ?? null
  } catch {
    return null
  }
}
