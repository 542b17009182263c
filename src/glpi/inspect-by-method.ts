import type { StoredKey } from '#domain/storage.ts'
import type { ConnectionMethod } from './connection-method.ts'

/**
 * What a way saw, by its name and with what it has shown of its copy of the crypt key. A copy is tried on other secrets only where the
 * value itself does not tell.
 */
export async function inspectByMethod(
  way: Pick<ConnectionMethod, 'kind' | 'opensGlpiOwn'>,
  stored: StoredKey,
  signal: AbortSignal,
): Promise<StoredKey> {
  const isOpen = stored.state === 'readable' && stored.glpiReads === null && stored.copyProven === null
  const copyProven = isOpen ? ((await way.opensGlpiOwn?.(signal)) ?? null) : stored.copyProven
  return { ...stored, copyProven, by: stored.state === 'unseen' ? null : way.kind }
}
