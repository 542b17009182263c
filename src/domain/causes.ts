import type { CauseCode } from './cause-codes.ts'
import type { Cause } from './cause-catalogue/cause.ts'
import { CLOCK } from './cause-catalogue/clock.ts'
import { GLPI } from './cause-catalogue/glpi.ts'
import { GLPI_ACCOUNT } from './cause-catalogue/glpi-account.ts'
import { GLPI_REPLY } from './cause-catalogue/glpi-reply.ts'
import { KEY } from './cause-catalogue/key.ts'
import { PROXY } from './cause-catalogue/proxy.ts'
import { REACH } from './cause-catalogue/reach.ts'
import { STORAGE } from './cause-catalogue/storage.ts'
import { TLS } from './cause-catalogue/tls.ts'
import { VENDOR } from './cause-catalogue/vendor.ts'

// the codes have a file of their own: every reply is parsed with them, and the page that does so loads no words for it
export { CAUSE_CODES, type CauseCode } from './cause-codes.ts'
export type { Cause, Words } from './cause-catalogue/cause.ts'

/** What can be the matter, in the product's voice. A new code fails to compile here until it has its words. */
export const CAUSES: Record<CauseCode, Cause> = {
  ...REACH,
  ...TLS,
  ...PROXY,
  ...VENDOR,
  ...KEY,
  ...CLOCK,
  ...STORAGE,
  ...GLPI,
  ...GLPI_REPLY,
  ...GLPI_ACCOUNT,
}
