import type { Instance } from '#contract/panel.ts'
import { startsInDays, type Expiry } from '#domain/expiry.ts'
import { firstCauseOf, type State } from '#domain/verdict.ts'
import { storageStateOf } from './glpi/view.ts'
import type { VendorTime } from '#domain/fold-state.ts'
import { SANDBOX_ID } from './store/instances.ts'
import type { OverviewRow } from './store/overview.ts'
import { stateAndWarning } from './warning-of-instance.ts'

/** In these states the days belong to another key, or have not begun. */
const HAS_NO_DAYS = new Set<State>(['differs', 'not-started'])

/** One instance, as the list shows it. */
export function instanceView(row: OverviewRow, time: VendorTime): Instance {
  return watchedInstance(row, time).instance
}

/** The same, with the end that its days are counted to. */
export function watchedInstance(
  { id, name, servicesUrl, known, glpi }: OverviewRow,
  time: VendorTime,
): { instance: Instance; expiry: Expiry | null } {
  const place = glpi && { ...glpi, place: storageStateOf(glpi) }
  const { state, expiry, countedAt, warning } = stateAndWarning(time, known, place)
  const answeredAt = known?.answerVendorAt ?? known?.answerAt ?? null
  const instance: Instance = {
    id,
    name,
    servicesUrl,
    sandbox: id === SANDBOX_ID,
    state,
    daysLeft: HAS_NO_DAYS.has(state) ? null : (expiry?.daysLeft ?? null),
    ...(expiry?.trial && { isTrial: true }),
    startsInDays: state === 'not-started' ? startsInDays(known?.answer?.subscription ?? null, countedAt) : null,
    warning,
    checkedAt: answeredAt === null ? null : new Date(Math.min(answeredAt, countedAt)).toISOString(),
    cause: firstCauseOf(state, known?.latest?.cause ?? null, glpi && (glpi.cause ?? glpi.inspectionCause)),
    storage: glpi?.storage ?? 'none',
    glpi: glpi && { ways: glpi.ways, version: glpi.version },
  }
  return { instance, expiry }
}
