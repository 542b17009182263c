import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node } from 'yaml'
import type * as z from 'zod/mini'
import { FleetHead, FleetInstance } from '#contract/fleet.ts'
import { piecesOf, type Piece } from './pieces.ts'
import { plainEntry } from './plain-entry.ts'
import { issueWords, YAML_WORDS } from './fleet-words.ts'

export type Fault = { line: number; column: number; words: string }
export type ParsedFleet = { head: FleetHead; instances: FleetInstance[] }

/** More than these are not told: the first ones explain the rest. */
const MAX_FAULTS = 10

/** Reads a fleet file. @returns what it says, or where it is wrong: lines and columns from 1. Nothing of its text is quoted but names of members. */
export function parseFleet(text: string): ParsedFleet | Fault[] {
  const pieces = piecesOf(text)
  return pieces === null ? wholeFleet(text) : fleetOfPieces(pieces.head, pieces.instances)
}

type Read = { document: Document; positionOf(path: readonly PropertyKey[]): Omit<Fault, 'words'> }

function fleetOfPieces(headText: string, pieces: Iterable<Piece>): ParsedFleet | Fault[] {
  const reader = createReader()
  const head = reader.read({ text: headText, line: 0 })
  const { instances: _, ...beside } = memberOf(head)
  const checkedHead = reader.check(FleetHead, beside, head, [])
  for (const piece of pieces) {
    const plain = plainEntry(piece.text)
    if (plain === null || !reader.addPlain(plain)) {
      const read = reader.read(piece)
      const [entry]: unknown[] = read.document.toJS() ?? []
      reader.addInstance(entry, read, [0])
    }
    if (reader.faults.length >= MAX_FAULTS) break
  }
  return reader.end(checkedHead)
}

/** The same for a file that is read as one document. */
function wholeFleet(text: string): ParsedFleet | Fault[] {
  const reader = createReader()
  const whole = reader.read({ text, line: 0 })
  const { instances, ...beside } = memberOf(whole)
  const checkedHead = reader.check(FleetHead, beside, whole, [])
  if (!Array.isArray(instances) || instances.length === 0)
    reader.complain(whole.positionOf(['instances']), 'instances must be a list with an entry for each GLPI')
  else for (const [i, entry] of instances.entries()) reader.addInstance(entry, whole, ['instances', i])
  return reader.end(checkedHead)
}

function memberOf({ document }: Read): Record<string, unknown> {
  const value: unknown = document.errors.length > 0 ? {} : document.toJS()
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}

/** Keeps what was read well and what was wrong, piece by piece. */
function createReader() {
  const faults: Fault[] = []
  const instances: FleetInstance[] = []
  const names = new Set<string>()

  const complain = (position: Omit<Fault, 'words'>, words: string): void => {
    if (faults.length < MAX_FAULTS) faults.push({ ...position, words })
  }

  function read({ text, line: before }: Piece): Read {
    const counter = new LineCounter()
    // its own sentences quote the text, where a secret may stand by mistake
    const document = parseDocument(text, { lineCounter: counter, prettyErrors: false, merge: true })
    const at = (offset: number) => {
      const { line, col } = counter.linePos(offset)
      return { line: line + before, column: col }
    }
    for (const { code, pos } of document.errors) complain(at(pos[0]), YAML_WORDS[code] ?? 'this is no valid YAML')
    return { document, positionOf: (path) => at(offsetOf(document.contents, path)) }
  }

  function check<S extends z.ZodMiniType>(
    schema: S,
    value: unknown,
    source: Read,
    path: readonly PropertyKey[],
  ): z.output<S> | null {
    if (source.document.errors.length > 0) return null
    // without its input, what is missing and what is no text look the same
    const checked = schema.safeParse(value, { reportInput: true })
    if (checked.success) return checked.data
    for (const issue of checked.error.issues) {
      const [member, words] = issueWords(issue, (within) => sourceOf(source.document.contents, [...path, ...within]))
      complain(source.positionOf([...path, ...member]), words)
    }
    return null
  }

  function addInstance(entry: unknown, source: Read, path: readonly PropertyKey[]): void {
    const instance = check(FleetInstance, entry, source, path)
    if (!instance) return
    if (!keep(instance)) complain(source.positionOf([...path, 'name']), `the name ${instance.name} is given twice`)
  }

  /** false where the name is taken. */
  function keep(instance: FleetInstance): boolean {
    if (names.has(instance.name)) return false
    names.add(instance.name)
    instances.push(instance)
    return true
  }

  /** Without places: false where one has to be told. */
  function addPlain(entry: unknown): boolean {
    const checked = FleetInstance.safeParse(entry)
    return checked.success && keep(checked.data)
  }

  return {
    faults,
    complain,
    read,
    check,
    addInstance,
    addPlain,
    end: (head: FleetHead | null): ParsedFleet | Fault[] =>
      head === null || faults.length > 0 ? faults : { head, instances },
  }
}

/** A member's text as it stands in the file. */
function sourceOf(root: Node | null, path: readonly PropertyKey[]): string | null {
  const node: unknown = isMap(root) || isSeq(root) ? root.getIn(path, true) : null
  return isScalar(node) ? (node.source ?? null) : null
}

/** Where a member stands, or the nearest thing around it that stands anywhere. */
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
