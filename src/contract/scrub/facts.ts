import type { Facts } from '#domain/diagnosis.ts'
import type { Scrub } from './scrub.ts'

/** What a step saw: a value to show, or nothing to show. */
export type SeenFacts = { [Name in keyof Facts]: string | null | undefined }

/** What may be told of it. */
export function factsOf(seen: SeenFacts, scrub: Scrub): Facts {
  const shown = Object.entries(seen).flatMap(([name, value]) =>
    value === null || value === undefined ? [] : [[name, scrub(value)] as const],
  )
  return Object.fromEntries(shown)
}
