import type { Instance } from '#contract/panel.ts'
import type { Expiry } from '#domain/expiry.ts'
import type { FoundWarning } from '#domain/warning-kinds.ts'

/** An instance with what metrics, the calendar and notices need beside the list. */
export type Watched = Pick<Instance, 'id' | 'name' | 'sandbox' | 'state' | 'checkedAt' | 'warning'> & {
  expiry: Expiry | null
  /** All that there is to warn of, not only what comes first. */
  warnings: readonly FoundWarning[]
}
