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
