import { CANARY_PLACE } from './sealed-places.ts'
import type { Store } from './store/database.ts'
import { storeFacts } from './store/facts.ts'
import type { Vault } from './vault.ts'

export type ReadinessParts = {
  store: Store
  vault: Vault
  now: () => number
  steady: () => number
  report: (error: unknown) => void
}

/** Anybody may ask, and each time something is written: not more often than this. */
const REMEMBERED_MS = 5000

/** Whether what is saved can be read, and more can be saved: the store takes a write, and our key opens what is in it. */
export function createReadiness({ store, vault, now, steady, report }: ReadinessParts): () => Promise<boolean> {
  let known: { at: number; isReady: Promise<boolean> } | null = null

  async function look(): Promise<boolean> {
    try {
      const facts = storeFacts(store)
      await facts.note('ready', String(now()))
      const canary = await facts.find('canary')
      return canary !== null && vault.opens(canary, CANARY_PLACE)
    } catch (error) {
      report(error)
      return false
    }
  }

  return () => {
    if (known === null || steady() - known.at >= REMEMBERED_MS) known = { at: steady(), isReady: look() }
    return known.isReady
  }
}
