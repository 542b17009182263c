import * as z from 'zod/mini'
import type { Ended } from './run-command.ts'

/** What Latchkey says of a GLPI, on its command line with --json. */

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

const Told = z.object({
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
})
export type Told = z.infer<typeof Told>

/** `told` is null where no JSON came: then `words` is what was written instead. */
export type Claim = { operation: Operation; exit: number | null; told: Told | null; words: string }

const USAGE = 2

export const isNotBuilt = ({ operation, exit, told, words }: Claim): boolean =>
  operation === 'prove' && exit === USAGE && told === null && /unknown (option|command)/.test(words)

export function readClaim(operation: Operation, { code, stdout, stderr }: Ended): Claim {
  const line = stdout.trim().split('\n').at(-1) ?? ''
  return { operation, exit: code, told: readTold(line), words: stderr.trim() || line }
}

/** undefined: this Latchkey does not part "proven once" from "can be read now". */
export function saysReadable({ readable }: Told): boolean | null | undefined {
  return readable != null && typeof readable === 'object' ? readable.holds : readable
}

function readTold(line: string): Told | null {
  try {
    const { data } = Told.safeParse(JSON.parse(line))
    return data ?? null
  } catch {
    return null
  }
}
