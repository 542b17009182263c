import { UNSEEN_KEY, type StoredKey } from '#domain/storage.ts'
import type { Way } from './way.ts'

/** Reads back what GLPI has stored, always by the same way: the first of `ways`, strongest first, that can. */
export function createProof(ways: readonly Way[]) {
  let chosen: Way | null = null
  return {
    includes: (way: Way): boolean => ways.includes(way),

    /** The way that is used, once something was read. */
    way: () => chosen,

    /** @throws GlpiFailure of the first way, where none can read. */
    async first(signal: AbortSignal): Promise<StoredKey> {
      let failure: unknown = null
      for (const way of ways) {
        try {
          const stored = await way.stored(signal)
          chosen = way
          return stored
        } catch (error) {
          failure ??= error
        }
      }
      if (failure) throw failure
      return UNSEEN_KEY
    },

    /** After a write. What cannot be read is unseen. */
    again: async (signal: AbortSignal): Promise<StoredKey> =>
      chosen?.stored(signal).catch(() => UNSEEN_KEY) ?? UNSEEN_KEY,
  }
}

export type Proof = ReturnType<typeof createProof>
