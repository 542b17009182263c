import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Clock } from '#domain/clocks.ts'

export const CLOCK_WORDS: Record<Clock, MessageDescriptor> = {
  gateway: msg`This server`,
  browser: msg`Your browser`,
  vendor: msg`GLPI Network`,
  proxy: msg`The proxy`,
  glpi: msg`GLPI`,
}

type Falsified = { ahead: MessageDescriptor; behind: MessageDescriptor }

/** What a wrong clock makes look wrong, in either direction. */
export const FALSIFIED_WORDS: Record<Clock, Falsified> = {
  gateway: {
    ahead: msg`Good certificates can look expired to this server. Days left are not counted with its clock but with GLPI Network’s.`,
    behind: msg`Good certificates can look not yet valid to this server. Days left are not counted with its clock but with GLPI Network’s.`,
  },
  browser: {
    ahead: msg`Good certificates can look expired to this browser. Days left are not counted with its clock.`,
    behind: msg`Good certificates can look not yet valid to this browser. Days left are not counted with its clock.`,
  },
  vendor: {
    ahead: msg`The other clocks agree against it. Nothing has to be set here; days left may be off by as much.`,
    behind: msg`The other clocks agree against it. Nothing has to be set here; days left may be off by as much.`,
  },
  proxy: {
    ahead: msg`A proxy that opens the encryption may take good certificates for expired.`,
    behind: msg`A proxy that opens the encryption may take good certificates for not yet valid, and make such ones itself.`,
  },
  glpi: {
    ahead: msg`Good certificates can look expired to GLPI, which then says only that it cannot connect.`,
    behind: msg`Good certificates can look not yet valid to GLPI, which then says only that it cannot connect.`,
  },
}
