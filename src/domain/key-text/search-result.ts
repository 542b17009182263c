import type { Damage } from './damage.ts'
import type { KeyEdit } from './kinds.ts'

/** One whole key, or several that differ, in their order. */
export type Whole =
  | { kind: 'one'; key: string; edits: KeyEdit[]; guessed: boolean }
  | { kind: 'several'; keys: string[] }

/** What came of looking for a key in a text. */
export type SearchResult = Whole | { kind: 'none'; damage: Damage | null }
