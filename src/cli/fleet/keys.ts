import { wantedKey, type WantedKey } from '../wanted-key.ts'
import type { World } from '../world.ts'
import type { FleetSecrets } from './secrets.ts'

/** Most fleets have one key, or a few; where each instance has its own, they are read again rather than held. */
const MAX_CACHED = 32

/** The keys behind references, cleaned; what was removed from each is reported once. */
export function keysOf(world: World, secrets: FleetSecrets, isAskedFirst: boolean) {
  const cache = new Map<string, WantedKey>()
  const quiet: World = { ...world, printMessage: () => undefined }

  async function read(reference: string, output: World): Promise<WantedKey> {
    const known = cache.get(reference)
    if (known) return known
    const key = wantedKey(output, await secrets.keyText(reference), reference, isAskedFirst)
    if (cache.size >= MAX_CACHED) cache.clear()
    cache.set(reference, key)
    return key
  }

  return {
    /** Checks all of them before anything is changed. @throws Complaint for the first that is no key. */
    async inspect(references: Iterable<string>): Promise<void> {
      for (const reference of new Set(references)) await read(reference, world)
    },
    of: (reference: string): Promise<WantedKey> => read(reference, quiet),
  }
}
export type Keys = ReturnType<typeof keysOf>
