import type { CauseCode } from '#domain/cause-codes.ts'
import type { Storage, StoredKey, WriteOutcome } from '#domain/storage.ts'
import type { VendorLine } from './verdicts.ts'

/** What `fleet --json` prints of an instance, one object a line; `end` comes last, and a stream without it was cut off. */
type OfInstance<More> = {
  line: 'instance'
  instance: string
  cause: CauseCode | null
  errorCode: string | null
  /** Of the key that it is to hold. */
  fingerprint: string | null
} & More

export const ACTIONS = ['keep', 'set', 'replace', 'unclear', 'failed'] as const
/**
 * What `apply` would do. `unclear`: a key is stored that cannot be opened, so that it would be written to be sure.
 * `failed`: something stands in the way, see `cause`.
 */
export type Action = (typeof ACTIONS)[number]
export type PlanLine = OfInstance<{ action: Action; stored: StoredKey | null }>

export const RESULTS = ['set', 'replaced', 'kept', 'done-before', 'failed'] as const
/** What `apply` did. `done-before`: by the run that this one goes on with; nothing was asked. */
export type Result = (typeof RESULTS)[number]
export type ApplyLine = OfInstance<{ result: Result } & Partial<Omit<WriteOutcome, 'cause' | 'errorCode'>>>

export const STANDINGS = ['wanted', 'unproven', 'other', 'missing', 'failed'] as const
/** `wanted`: GLPI holds the key it should. `unproven`: a key that cannot be opened. `other`: another one. `missing`: none, or blank. */
export type Standing = (typeof STANDINGS)[number]
export type StatusLine = OfInstance<{
  standing: Standing
  storage: Storage
  version: string | null
  vendor: VendorLine | null
  stored: StoredKey | null
}>

export type EndLine = {
  line: 'end'
  counts: Record<string, number>
  failed: string[]
  /** Some were not begun, because somebody asked to stop. */
  stopped: boolean
}
