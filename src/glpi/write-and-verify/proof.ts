import { UNSEEN_KEY, type StoredKey } from '#domain/storage.ts'
import { inspectByMethod } from '../inspect-by-method.ts'
import type { ConnectionMethod } from '../connection-method.ts'

const read = async (method: ConnectionMethod, signal: AbortSignal) =>
  inspectByMethod(method, await method.stored(signal), signal)

/** Reads back what GLPI has stored, always by the same method: the first that can. @param methods strongest first. */
export function createProof(methods: readonly ConnectionMethod[]) {
  let chosen: ConnectionMethod | null = null
  let copyProven: boolean | null = null

  return {
    includes: (method: ConnectionMethod): boolean => methods.includes(method),

    /** The method that is used, once something was read. */
    method: () => chosen,

    /** @throws Failure of the first method, where none can read. */
    async first(signal: AbortSignal): Promise<StoredKey> {
      let failure: unknown = null
      for (const method of methods) {
        try {
          const stored = await read(method, signal)
          chosen = method
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
