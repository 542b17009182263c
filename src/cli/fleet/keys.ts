import { wantedKey, type WantedKey } from '../wanted-key.ts'
import type { World } from '../world.ts'
import type { FleetSecrets } from './secrets.ts'

/** Most fleets have one key, or a few; where each instance has its own, they are read again rather than kept. */
const MAX_KEPT = 32

/** The keys behind references, cleaned; what was taken out of each is told once. */
export function keysOf(world: World, secrets: FleetSecrets, isAskedFirst: boolean) {
  const kept = new Map<string, WantedKey>()
  const quiet: World = { ...world, tell: () => undefined }

  async function read(reference: string, teller: World): Promise<WantedKey> {
    const known = kept.get(reference)
    if (known) return known
    const key = wantedKey(teller, await secrets.keyText(reference), reference, isAskedFirst)
    if (kept.size >= MAX_KEPT) kept.clear()
    kept.set(reference, key)
    return key
  }

  return {
    /** Looks at all of them before anything is changed. @throws Complaint for the first that is no key. */
    async inspect(references: Iterable<string>): Promise<void> {
      for (const reference of new Set(references)) await read(reference, world)
    },
    of: (reference: string): Promise<WantedKey> => read(reference, quiet),
  }
}
export type Keys = ReturnType<typeof keysOf>
