import { encodingOf } from '#domain/text-encoding.ts'
import { COMPLAINT_WORDS } from '../complaint-words.ts'
import { Complaint } from '../complaint.ts'
import { shownPath } from '../key-shaped.ts'
import type { Say } from '../language.ts'
import type { World } from '../world.ts'
import { faultInWords } from './fault-words.ts'
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Node } from 'yaml'
import type * as z from 'zod/mini'
import { FleetHead, FleetInstance } from '#contract/fleet.ts'
import { issueWords, WITHOUT_WORDS, YAML_WORDS } from './fleet-words.ts'

/** `--file`, else LATCHKEY_FLEET; undefined where neither names one. */
export const fleetFileOf = (world: World, file: string | undefined): string | undefined =>
  file ?? (world.env['LATCHKEY_FLEET'] || undefined)

/** @throws Complaint with a line for each place that is wrong. */
export async function readFleet(world: World, path: string): Promise<ParsedFleet> {
  const bytes = await world.readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new Complaint('file-unreadable', (say) =>
      say(COMPLAINT_WORDS.fileUnreadable, { path: shownPath(path), reason: error.code ?? 'unknown' }),
    )
  })
  const fleet = parseFleet(new TextDecoder(encodingOf(bytes)).decode(bytes))
  if (!Array.isArray(fleet)) return fleet
  const placesIn = (say: Say) =>
    fleet.map(({ line, column, words }) => `${path}:${line}:${column}: ${faultInWords(say, words)}`)
  throw new Complaint('setting-invalid', (say) => placesIn(say).join('\n'))
}

export type Fault = { line: number; column: number; words: string }
export type ParsedFleet = { head: FleetHead; instances: FleetInstance[] }

/** No more than these are reported: the first ones explain the rest. */
const MAX_FAULTS = 10

/**
 * Reads a fleet file. @returns what it says, or where it is wrong: lines and columns from 1. Of its text, only names of members are
 * quoted.
 */
export function parseFleet(text: string): ParsedFleet | Fault[] {
  const faults: Fault[] = []
  const lines = new LineCounter()
  // the parser's own sentences quote the text, which may contain a secret by mistake
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, merge: true })

  function addFault(offset: number, words: string): void {
    if (faults.length >= MAX_FAULTS) return
    const { line, col } = lines.linePos(offset)
    faults.push({ line, column: col, words })
  }

  function check<S extends z.ZodMiniType>(schema: S, value: unknown, path: readonly PropertyKey[]): z.output<S> | null {
    // without its input, a missing member and one of the wrong type look the same
    const checked = schema.safeParse(value, { reportInput: true, error: WITHOUT_WORDS })
    if (checked.success) return checked.data
    for (const issue of checked.error.issues) {
      const [member, words] = issueWords(issue, (within) => sourceOf(document.contents, [...path, ...within]), path)
      addFault(offsetOf(document.contents, [...path, ...member]), words)
    }
    return null
  }

  for (const { code, pos } of document.errors) addFault(pos[0], YAML_WORDS[code] ?? 'this is no valid YAML')
  if (faults.length > 0) return faults

  const { instances: entries, ...rest } = membersOf(document.toJS())
  const head = check(FleetHead, rest, [])
  const instances: FleetInstance[] = []
  const names = new Set<string>()
  if (!Array.isArray(entries) || entries.length === 0)
    addFault(offsetOf(document.contents, ['instances']), 'instances must be a list with an entry for each GLPI')
  else
    for (const [i, entry] of entries.entries()) {
      const path = ['instances', i]
      const instance = check(FleetInstance, entry, path)
      if (!instance) continue
      if (names.has(instance.name))
        addFault(offsetOf(document.contents, [...path, 'name']), `the name ${instance.name} is given twice`)
      names.add(instance.name)
      instances.push(instance)
    }
  return head === null || faults.length > 0 ? faults : { head, instances }
}

function membersOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}

/** A member's text, as written in the file. */
function sourceOf(root: Node | null, path: readonly PropertyKey[]): string | null {
  const node: unknown = isMap(root) || isSeq(root) ? root.getIn(path, true) : null
  return isScalar(node) ? (node.source ?? null) : null
}

/** The position of a member, or of the nearest parent that has one. */
function offsetOf(root: Node | null, path: readonly PropertyKey[]): number {
  let node: unknown = root
  let offset = startOf(root)
  for (const part of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => nameOf(key) === part)
      if (!pair) return offset
      offset = startOf(pair.key) || offset
      node = pair.value
    } else if (isSeq(node) && typeof part === 'number') {
      node = node.items[part]
      offset = startOf(node) || offset
    } else return offset
  }
  return offset
}

const startOf = (node: unknown): number => {
  const range: unknown = Object(node).range
  return Array.isArray(range) && typeof range[0] === 'number' ? range[0] : 0
}

const nameOf = (key: unknown): unknown => Object(key).value
