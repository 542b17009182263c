import type { Instance } from '#contract/panel.ts'
import type { Expiry } from '#domain/expiry.ts'

/** An instance with what metrics and the calendar need beside the list. */
export type Watched = Pick<Instance, 'id' | 'name' | 'sandbox' | 'state' | 'checkedAt' | 'warning'> & {
  expiry: Expiry | null
}
