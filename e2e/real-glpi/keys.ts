import { fingerprintOf } from '#domain/key.ts'
import { SANDBOX_KEYS } from '#sandbox/keys.ts'

/** The keys that are written into the GLPIs: the sandbox's own, each with a subscription by which GLPI's tab tells them apart. */

export type PracticeKey = { name: string; key: string; fingerprint: string }

function keyNamed(name: string): PracticeKey {
  const found = SANDBOX_KEYS.find((one) => one.name === name)
  if (!found) throw new Error(`the sandbox has no key ${name}`)
  return { name, key: found.key, fingerprint: fingerprintOf(found.key) }
}

export const FIRST = keyNamed('registered')
export const SECOND = keyNamed('standard')

export const PRACTICE_KEYS: readonly PracticeKey[] = [FIRST, SECOND]

export const nameOf = (fingerprint: string | null): string | null =>
  PRACTICE_KEYS.find((one) => one.fingerprint === fingerprint)?.name ?? null
