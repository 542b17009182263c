import type { MethodKind } from '#domain/storage.ts'
import type { Condition } from './conditions.ts'
import type { Method } from './methods.ts'
import type { Reading, Row } from './row.ts'
import { nameOf } from './keys.ts'
import type { Tab } from './tab.ts'

/** How things stand with a GLPI at one moment, found out without Latchkey's code. */
export type Truth = {
  file: Reading['file']
  /** Whether the file is another than when the run began. */
  fileChanged: boolean
  marketplaceWritable: boolean
  row: Row
  /** What this very value held when GLPI's PHP could open it, if it ever could during the run. */
  onceOpened: string | null
  /** null: not inspected. */
  tab: Tab | null
}

/** GLPI can make use of this key: its PHP opens the stored value. */
export const holds = ({ row }: Truth, fingerprint: string): boolean =>
  row.state === 'opens' && row.fingerprint === fingerprint

/** The value is one that GLPI could read as this key once; whether it can now is not said. */
export const wasOnce = (truth: Truth, fingerprint: string): boolean =>
  holds(truth, fingerprint) || truth.onceOpened === fingerprint

/** Nothing stands in the place of the key. */
export const isEmpty = ({ row }: Truth): boolean => row.state === 'absent' || row.state === 'empty'

/**
 * Who left the place of the key empty: Latchkey, by a removal that it called done; a person, in GLPI's own tab; a write that came to
 * nothing. null: it is not empty, or it never held one.
 */
export type EmptiedBy = 'latchkey' | 'person' | 'fault' | null

/** What the run knows of a GLPI, because it has brought it about. */
export type Facts = {
  condition: Condition
  eleven: boolean
  kinds: readonly MethodKind[]
  strength: Method['strength'] | null
  emptiedBy: EmptiedBy
}

/** GLPI shows none of its pages then. */
const WITHOUT_PAGES = new Set<Condition>(['maintenance', 'database-down', 'php-down'])

/** Where the two witnesses do not agree, the run itself is at fault. null: they do. */
export function contradiction({ row, tab, file }: Truth, condition: Condition): string | null {
  if (tab === null) return null
  if (tab.state === 'closed') return WITHOUT_PAGES.has(condition) ? null : 'the tab cannot be seen'
  const opens = row.state === 'opens' ? nameOf(row.fingerprint) : null
  if (tab.state === 'registered' && tab.keyName !== opens)
    return `the tab is registered with ${tab.keyName}, the row holds ${opens ?? row.state}`
  if (tab.state === 'unregistered' && opens !== null) return `the tab is unregistered, the row holds ${opens}`
  if (tab.state === 'key-file' && file === 'sound') return 'the tab complains of a file that PHP can use'
  return null
}
