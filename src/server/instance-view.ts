import type { Instance } from '#contract/panel.ts'
import { startsInDays } from '#domain/expiry.ts'
import { firstCauseOf, type State } from '#domain/verdict.ts'
import { storageStateOf } from './glpi/view.ts'
import { foldState, type VendorTime } from '#domain/fold-state.ts'
import { SANDBOX_ID } from './store/instances.ts'
import type { OverviewRow } from './store/overview.ts'

/** In these states the days belong to another key, or have not begun. */
const HAS_NO_DAYS = new Set<State>(['differs', 'not-started'])

/** One instance, as the list shows it. */
export function instanceView({ id, name, servicesUrl, known, glpi }: OverviewRow, time: VendorTime): Instance {
  const { state, expiry, countedAt } = foldState(time, known, glpi && storageStateOf(glpi))
  const answeredAt = known?.answerVendorAt ?? known?.answerAt ?? null
  return {
    id,
    name,
    servicesUrl,
    sandbox: id === SANDBOX_ID,
    state,
    daysLeft: HAS_NO_DAYS.has(state) ? null : (expiry?.daysLeft ?? null),
    startsInDays: state === 'not-started' ? startsInDays(known?.answer?.subscription ?? null, countedAt) : null,
    checkedAt: answeredAt === null ? null : new Date(Math.min(answeredAt, countedAt)).toISOString(),
    cause: firstCauseOf(state, known?.latest?.cause ?? null, glpi && (glpi.cause ?? glpi.inspectionCause)),
    storage: glpi?.storage ?? 'none',
    glpi: glpi && { ways: glpi.ways, version: glpi.version },
  }
}
