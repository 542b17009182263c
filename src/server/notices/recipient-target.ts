import type { RecipientKind } from '#contract/notices.ts'
import { targetPlace } from '../sealed-places.ts'
import type { Vault } from '../vault.ts'

/** Where messages go, and what opens that door. Sealed as a whole, because the address of a webhook is often a secret by itself. */
export type RecipientTarget = { address: string; secret: string | null; appToken: string | null }

export const sealTarget = (vault: Vault, id: string, target: RecipientTarget): string =>
  vault.seal(JSON.stringify(target), targetPlace(id))

/** `sealTarget` takes nothing else. */
export const openRecipientTarget = (vault: Vault, id: string, sealed: string): RecipientTarget =>
  JSON.parse(vault.open(sealed, targetPlace(id)))

/** The same; null where it cannot be decrypted. */
export const readRecipientTarget = (vault: Vault, id: string, sealed: string): RecipientTarget | null =>
  vault.opens(sealed, targetPlace(id)) ? openRecipientTarget(vault, id, sealed) : null

/** What may be shown of it: of an HTTP address its origin. */
export const shownTarget = (kind: RecipientKind, { address }: RecipientTarget): string =>
  kind === 'email' ? address : `${new URL(address).origin}/…`
