import type { Evidence } from '#contract/glpi-snapshot.ts'
import type { CauseCode } from '#domain/cause-codes.ts'
import type { Peer } from '#domain/cause-words.ts'
import type { StoredKey, WriteOutcome } from '#domain/storage.ts'
import type { InspectionJudgement } from '../glpi/inspection-result.ts'
import type { VendorLine } from '../ask-vendor.ts'

/** What `fleet --json` prints of an instance, one object a line; `end` comes last, and a stream without it was cut off. */
type OfInstance<More> = {
  line: 'instance'
  instance: string
  cause: CauseCode | null
  errorCode: string | null
  /** What came in place of an answer. */
  evidence?: Evidence | null
  /** Where the cause was met; left out: at the GLPI. */
  at?: Peer
  /** Of the key that it is to hold. */
  fingerprint: string | null
} & More

/**
 * What `apply` would do. `unclear`: a key is stored that cannot be opened, so that it would be written to be sure.
 * `failed`: see `cause`.
 */
export type Action = 'keep' | 'set' | 'replace' | 'unclear' | 'failed'
export type PlanLine = OfInstance<{ action: Action; stored: StoredKey | null }>

/** What `apply` did. `done-before`: by the run that this one resumes, which began at `since`; the GLPI was not inspected again. */
export type Result = 'set' | 'replaced' | 'kept' | 'done-before' | 'failed'
export type ApplyLine = OfInstance<
  { result: Result; since?: string | null } & Partial<Omit<WriteOutcome, 'cause' | 'errorCode' | 'evidence'>>
>

export type StatusLine = OfInstance<
  Omit<InspectionJudgement, 'cause'> & {
    version: string | null
    vendor: VendorLine | null
    stored: StoredKey | null
  }
>

export type EndLine = {
  line: 'end'
  counts: Record<string, number>
  failed: string[]
  /** Some were not begun, because a stop was requested. */
  stopped: boolean
  /** For `status`: about how many keys GLPI Network did not answer. */
  unanswered?: number
  /** For `plan` and `apply`: the keys that several of these instances are to hold. A warning; nothing fails because of it. */
  shared?: { cause: 'key-shared'; fingerprint: string; instances: string[] }[]
  /** For `plan` and `apply`: instances whose secrets, or whose key, can be read on their way. A warning, too. */
  unencrypted?: string[]
}
