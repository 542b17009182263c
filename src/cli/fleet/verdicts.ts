import type { CauseCode } from '#domain/cause-codes.ts'
import type { VendorVerdict } from '#domain/verdict.ts'
import { askVendor } from '../ask-vendor.ts'
import type { WantedKey } from '../wanted-key.ts'
import type { World } from '../world.ts'

/** What GLPI Network says about a key, in the detail that a list shows. */
export type VendorLine = { verdict: VendorVerdict; message: string | null; cause: CauseCode | null }

/** GLPI Network is asked once for each key and address, however many instances share them. */
export function verdictsOf(world: World) {
  const asked = new Map<string, Promise<VendorLine>>()
  return (wanted: WantedKey, services: string): Promise<VendorLine> => {
    const place = `${wanted.fingerprint} ${services}`
    const known = asked.get(place)
    if (known) return known
    const answer = askVendor(world, { key: wanted.key, services }).then(({ verdict, message, cause }) => ({
      verdict,
      message,
      cause,
    }))
    asked.set(place, answer)
    return answer
  }
}
export type Verdicts = ReturnType<typeof verdictsOf>
