import {
  closeSync,
  createReadStream,
  existsSync,
  fchmodSync,
  fsyncSync,
  fstatSync,
  openSync,
  readSync,
  renameSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { createInterface } from 'node:readline'
import * as z from 'zod/mini'
import { CAUSE_CODES } from '#domain/cause-codes.ts'
import { STORAGES, type Storage } from '#domain/storage.ts'

/** One line of a state file, JSON. No secret is in it: an instance goes by its name, a key by its fingerprint. */
export const StateLine = z.discriminatedUnion('line', [
  /** A run starts over: every instance is to be inspected. */
  z.object({ line: z.literal('run'), version: z.literal(1), at: z.iso.datetime() }),
  /** Something may be written to this instance from here on. */
  z.object({ line: z.literal('begin'), name: z.string(), entry: z.string(), key: z.string() }),
  z.object({
    line: z.literal('end'),
    name: z.string(),
    /** What its entry in the fleet file was, as a hash. */
    entry: z.string(),
    /** `sha256:…` of the key it was to hold. */
    key: z.string(),
    done: z.boolean(),
    storage: z.enum(STORAGES),
    cause: z.nullable(z.enum(CAUSE_CODES)),
    /** Of the stored value, see `StoredKey`: while it is unchanged, the key is this one. null if that was not proven. */
    mark: z.nullable(z.string()),
    at: z.iso.datetime(),
  }),
  /** The run ended, and every instance was done. */
  z.object({ line: z.literal('close'), at: z.iso.datetime() }),
])
export type StateLine = z.infer<typeof StateLine>

/** What is remembered of one instance. */
export type Remembered = {
  entry: string
  key: string
  /** In the run that is open. false: failed, or unknown because no end was written. */
  done: boolean
  mark: string | null
  /** The outcome of the latest write, and its time; null where unknown. */
  storage: Storage | null
  at: string | null
}

export type FleetState = {
  /** A run that did not end well is to be continued. */
  isOpen: boolean
  /** When the latest run began, in ISO 8601; null where none has. */
  begunAt: string | null
  instances: Map<string, Remembered>
}

/** Takes a state file line by line. A line that is not ours, such as a torn last line of a killed process, is ignored. */
export function stateReader() {
  const state: FleetState = { isOpen: false, begunAt: null, instances: new Map() }
  /** Fingerprints are shared by many instances: one string for all of them. */
  const keys = new Map<string, string>()
  const shared = (key: string): string => keys.get(key) ?? (keys.set(key, key), key)

  function take(text: string): void {
    const line = lineOf(text)
    if (line === null) return
    switch (line.line) {
      case 'run':
        state.isOpen = true
        state.begunAt = line.at
        for (const known of state.instances.values()) known.done = false
        return
      case 'close':
        state.isOpen = false
        return
      case 'begin':
        // the value that was remembered may be gone by now
        state.instances.set(line.name, {
          entry: line.entry,
          key: shared(line.key),
          done: false,
          mark: null,
          storage: null,
          at: null,
        })
        return
      case 'end': {
        const { name, entry, key, done, mark, storage, at } = line
        state.instances.set(name, { entry, key: shared(key), done, mark, storage, at })
      }
    }
  }
  return { state, take }
}

function lineOf(text: string): StateLine | null {
  try {
    const read = StateLine.safeParse(JSON.parse(text))
    return read.success ? read.data : null
  } catch {
    return null
  }
}

/** Lines are gathered into writes of about this many characters where a file is written anew. */
const CHUNK = 65_536

/** Reads what is remembered; nothing if the file does not exist yet. */
export async function readState(path: string): Promise<FleetState> {
  const reader = stateReader()
  if (!existsSync(path)) return reader.state
  const lines = createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity })
  for await (const line of lines) reader.take(line)
  return reader.state
}

/**
 * Lines behind those that are there. Each is written before `append` returns, so that it outlives the process, however that
 * ends; only `sync` makes it outlive the machine. A line that is lost costs one more write of the same key, never a wrong one.
 */
export function openState(path: string) {
  const file = openSync(path, 'a+', 0o600)
  // the mode above counts for a new file only
  fchmodSync(file, 0o600)
  // a torn last line stays alone on its own
  if (!endsWithLineBreak(file)) writeSync(file, '\n')
  return {
    append: (line: StateLine): void => void writeSync(file, `${JSON.stringify(line)}\n`),
    sync: (): void => fsyncSync(file),
    close: (): void => closeSync(file),
  }
}
export type StateFile = ReturnType<typeof openState>

function endsWithLineBreak(file: number): boolean {
  const { size } = fstatSync(file)
  if (size === 0) return true
  const last = Buffer.alloc(1)
  readSync(file, last, 0, 1, size - 1)
  return last[0] === 0x0a
}

/** Writes the file anew with one line an instance, as of a run that has ended well. */
export function compactState(path: string, { instances }: FleetState, at: string): void {
  const beside = `${path}.new`
  const file = openSync(beside, 'w', 0o600)
  let text = `${JSON.stringify({ line: 'run', version: 1, at } satisfies StateLine)}\n`
  for (const [name, known] of instances) {
    text += `${JSON.stringify(endLine(name, known, at))}\n`
    if (text.length < CHUNK) continue
    writeSync(file, text)
    text = ''
  }
  writeSync(file, `${text}${JSON.stringify({ line: 'close', at } satisfies StateLine)}\n`)
  fsyncSync(file)
  closeSync(file)
  renameSync(beside, path)
  syncFolder(dirname(path))
}

const endLine = (name: string, { entry, key, done, mark, storage, at }: Remembered, now: string): StateLine => ({
  line: 'end',
  name,
  entry,
  key,
  done,
  storage: done ? 'proven' : (storage ?? 'unknown'),
  cause: null,
  mark,
  at: at ?? now,
})

/** So that the renaming itself outlives the machine; where a folder cannot be synced, the file system sees to it in its own time. */
function syncFolder(path: string): void {
  try {
    const folder = openSync(path, 'r')
    fsyncSync(folder)
    closeSync(folder)
  } catch {
    // some file systems refuse to; losing the rename costs one more inspection of instances that were done
  }
}
