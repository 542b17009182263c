import type { Connection } from '#contract/connection.ts'
import type { GlpiPages } from '#contract/panel.ts'
import { glpiBase } from '#glpi/address.ts'

/** GLPI opens this tab of its setup where the address names it. */
const REGISTRATION_TAB = 'front/config.form.php?forcetab=GLPINetwork$1'

/** Pages of the GLPI behind a connection; null where that has no address of GLPI's web pages, as one by console. */
export function glpiPagesOf(connection: Connection | null): GlpiPages {
  const base = glpiBase(connection?.rest?.url ?? connection?.restV2?.url ?? '')
  return (
    base && {
      registration: new URL(REGISTRATION_TAB, base).href,
      marketplace: new URL('front/marketplace.php', base).href,
    }
  )
}
