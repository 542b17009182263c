import type { StoredKey } from '#domain/storage.ts'
import type { ConnectionMethod } from './connection-method.ts'

/**
 * The stored key as one method saw it, with the method's name and what is known of its copy of the crypt key. A copy is tried on other
 * secrets only where the value itself does not show whether it fits.
 */
export async function inspectByMethod(
  method: Pick<ConnectionMethod, 'kind' | 'opensGlpiOwn'>,
  stored: StoredKey,
  signal: AbortSignal,
): Promise<StoredKey> {
  const isUnknown = stored.state === 'readable' && stored.glpiReads === null && stored.copyProven === null
  const copyProven = isUnknown ? ((await method.opensGlpiOwn?.(signal)) ?? null) : stored.copyProven
  return { ...stored, copyProven, by: stored.state === 'unseen' ? null : method.kind }
}
