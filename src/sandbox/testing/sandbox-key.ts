import { SANDBOX_KEYS } from '../keys.ts'

/** @throws for a name that the sandbox does not have, so that no test tries an empty key in its place. */
export function sandboxKey(name: string): string {
  const entry = SANDBOX_KEYS.find((known) => known.name === name)
  if (!entry) throw new Error(`the sandbox has no key "${name}"`)
  return entry.key
}
