import { UNSEEN_KEY, type StoredKey } from '#domain/storage.ts'
import { inspectByMethod } from '../inspect-by-method.ts'
import type { ConnectionMethod } from '../connection-method.ts'

const read = async (way: ConnectionMethod, signal: AbortSignal) =>
  inspectByMethod(way, await way.stored(signal), signal)

/** Reads back what GLPI has stored, always by the same way: the first of `ways`, strongest first, that can. */
export function createProof(ways: readonly ConnectionMethod[]) {
  let chosen: ConnectionMethod | null = null
  let copyProven: boolean | null = null

  return {
    includes: (way: ConnectionMethod): boolean => ways.includes(way),

    /** The way that is used, once something was read. */
    way: () => chosen,

    /** @throws Failure of the first way, where none can read. */
    async first(signal: AbortSignal): Promise<StoredKey> {
      let failure: unknown = null
      for (const way of ways) {
        try {
          const stored = await read(way, signal)
          chosen = way
          copyProven = stored.copyProven
          return stored
        } catch (error) {
          failure ??= error
        }
      }
      if (failure) throw failure
      return UNSEEN_KEY
    },

    /** After a write. What cannot be read is unseen. A copy that opened what was there before is the same copy now. */
    async again(signal: AbortSignal): Promise<StoredKey> {
      if (chosen === null) return UNSEEN_KEY
      const stored = await read(chosen, signal).catch(() => UNSEEN_KEY)
      return stored.state === 'readable' ? { ...stored, copyProven: stored.copyProven ?? copyProven } : stored
    },
  }
}

export type Proof = ReturnType<typeof createProof>
