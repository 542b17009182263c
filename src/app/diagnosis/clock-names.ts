import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Clock } from '#domain/clocks.ts'

/** Whose clock it is. What is said of a wrong one is in the domain. */
export const CLOCK_NAMES: Record<Clock, MessageDescriptor> = {
  gateway: msg`This server`,
  browser: msg`The browser`,
  vendor: msg`GLPI Network`,
  proxy: msg`The proxy`,
  glpi: msg`GLPI`,
}
