import { createHash } from 'node:crypto'
import { canonical, type ContractSchema } from './compare-schemas.ts'
import type { Contracts } from './contracts.ts'

/** Below this, a reference is as long as what it stands for. */
const WORTH_SHARING = 200

/** What tells programs nothing: words, and the pattern that zod writes beside a format. */
const DROPPED = new Set(['$schema', 'description', 'readOnly', 'title', '~standard', 'id'])

type Node = Record<string, unknown>

const isNode = (part: unknown): part is Node => typeof part === 'object' && part !== null && !Array.isArray(part)

/** A schema without words. `properties` holds names of members, which may be any of those words. */
function bare(part: unknown, isNames = false): unknown {
  if (Array.isArray(part)) return part.map((each) => bare(each))
  if (!isNode(part)) return part
  const entries = Object.entries(part).filter(
    ([name]) => isNames || !(DROPPED.has(name) || (name === 'pattern' && part['format'] !== undefined)),
  )
  return Object.fromEntries(entries.map(([name, each]) => [name, bare(each, !isNames && name === 'properties')]))
}

/**
 * The same contracts in a tenth of the space: a shape that stands in several places is in `$defs` once. Its name is a hash of it.
 * @throws for a schema that refers to itself, which nothing here does.
 */
export function shareShapes(contracts: Omit<Contracts, '$defs'>): Contracts {
  const plain = bare(contracts)
  if (JSON.stringify(plain).includes('"$ref"')) throw new Error('a schema with references of its own cannot be shared')
  const times = new Map<string, number>()
  count(plain, times)
  const found: Contracts['$defs'] = {}
  const shared = share(plain, times, found)
  const $defs = Object.fromEntries(Object.entries(found).toSorted(([one], [other]) => (one < other ? -1 : 1)))
  // as it is read from its file again
  return JSON.parse(JSON.stringify(Object.assign({}, shared, { $defs })))
}

const isShape = (part: Node): boolean => 'type' in part || 'anyOf' in part || 'enum' in part

function count(part: unknown, times: Map<string, number>): void {
  if (Array.isArray(part)) part.forEach((each) => count(each, times))
  if (!isNode(part)) return
  if (isShape(part)) {
    const text = canonical(part)
    const before = times.get(text) ?? 0
    times.set(text, before + 1)
    // what is inside a shared shape stands in it once
    if (before > 0) return
  }
  for (const each of Object.values(part)) count(each, times)
}

function share(part: unknown, times: Map<string, number>, $defs: Record<string, ContractSchema>): unknown {
  if (Array.isArray(part)) return part.map((each) => share(each, times, $defs))
  if (!isNode(part)) return part
  const text = canonical(part)
  const inner = () => Object.fromEntries(Object.entries(part).map(([name, each]) => [name, share(each, times, $defs)]))
  if (!isShape(part) || text.length < WORTH_SHARING || (times.get(text) ?? 0) < 2) return inner()
  const name = createHash('sha256').update(text).digest('hex').slice(0, 10)
  $defs[name] ??= inner()
  return { $ref: `#/$defs/${name}` }
}
