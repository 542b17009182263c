import * as z from 'zod/mini'
import type { Claim, Operation, Statement } from './claim.ts'

const Words = z.optional(z.nullable(z.string()))
const Bit = z.optional(z.nullable(z.boolean()))

/** The parts of the contract's `Registration` that say something about a GLPI. */
const View = z.object({
  key: z.nullable(z.object({ fingerprint: z.string() })),
  storage: z.string(),
  storageCause: Words,
  glpi: z.nullable(
    z.object({
      seenAt: Words,
      storedSeenAt: Words,
      cause: Words,
      older: z.optional(z.record(z.string(), z.string())),
      cryptKey: Words,
      directoryWritable: Bit,
      rights: z.optional(z.nullable(z.object({ read: z.nullable(z.boolean()), update: z.nullable(z.boolean()) }))),
      holdsAnother: Bit,
      readable: Bit,
      readableAt: Words,
    }),
  ),
  unlock: z.object({ open: Bit, conditions: z.array(z.object({ id: z.string(), holds: Bit })) }),
})
type View = z.infer<typeof View>

const Problem = z.object({ code: z.string() })

export type PanelAnswer = { status: number; text: string; askedAt: number }

/** What the page claims now. What it shows as seen earlier, with the time of then, is no claim of now. */
export function claimOfPanel(operation: Operation, { status, text, askedAt }: PanelAnswer): Claim {
  const body = parsed(text)
  const words = `HTTP ${status}`
  const problem = Problem.safeParse(body)
  if (status >= 400 && problem.data) {
    const notBuilt = operation === 'prove' && problem.data.code === 'route-unknown'
    return { operation, exit: null, statement: { cause: problem.data.code }, words, about: null, notBuilt }
  }
  const view = View.safeParse(body)
  const statement = view.data ? statementOf(operation, view.data, askedAt) : null
  return {
    operation,
    exit: null,
    statement,
    words: statement === null ? `${words}: ${text.slice(0, 200)}` : words,
    about: view.data?.key?.fingerprint ?? null,
    notBuilt: false,
  }
}

function statementOf(
  operation: Operation,
  { key, storage, storageCause, glpi, unlock }: View,
  askedAt: number,
): Statement {
  const since = (at: string | null | undefined) => at != null && Date.parse(at) >= askedAt
  const isNow = since(glpi?.seenAt)
  const storedNow = since(glpi?.storedSeenAt === undefined ? glpi?.seenAt : glpi.storedSeenAt)
  const readableNow = glpi?.readableAt === undefined ? storedNow : since(glpi.readableAt)
  const isFresh = (field: string) => isNow && glpi?.older?.[field] === undefined
  const condition = (id: string) => unlock.conditions.find((one) => one.id === id)?.holds ?? null
  return {
    cause: (storedNow ? storageCause : null) ?? glpi?.cause ?? null,
    storage: storedNow ? storage : null,
    standing: storedNow && key !== null && glpi?.holdsAnother === true ? 'other' : null,
    readable: readableNow ? condition('key-readable') : null,
    cryptKey: isFresh('cryptKey') ? glpi?.cryptKey : null,
    directoryWritable: isFresh('directoryWritable') ? glpi?.directoryWritable : null,
    rights: isFresh('rights') ? glpi?.rights : null,
    present: storedNow || glpi?.cause == null ? condition('key-present') : null,
    silent: operation === 'status' && glpi !== null && !isNow && glpi.cause == null,
    open: storedNow || glpi?.cause == null ? unlock.open : null,
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
