import type { Instance } from '#contract/panel.ts'
import { csvOf } from '#contract/csv-text.ts'

/** Times as ISO 8601 in UTC, states and causes by their codes, and no key: other programs read it, and *Add many* takes it back. */
export const fleetCsv = (instances: readonly Instance[]): string =>
  csvOf([
    ['name', 'id', 'services', 'state', 'days_left', 'in_glpi', 'glpi_version', 'cause', 'checked_at'],
    ...instances.map(({ name, id, servicesUrl, state, daysLeft, storage, glpi, cause, checkedAt }) => [
      name,
      id,
      servicesUrl,
      state,
      daysLeft === null ? '' : String(daysLeft),
      storage,
      glpi?.version ?? '',
      cause ?? '',
      checkedAt ?? '',
    ]),
  ])
