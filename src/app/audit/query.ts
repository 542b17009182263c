import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { AUDIT_FILTERS, type AuditFilter } from '#contract/audit.ts'
import { BASE_PATH } from '../base-path.ts'
import { call } from '../call.ts'

/** What the address of the page names. Days are those of this browser's zone. */
export type Filters = Partial<Record<AuditFilter, string>>

export function filtersIn(search: string): Filters {
  const given = new URLSearchParams(search)
  return Object.fromEntries(AUDIT_FILTERS.flatMap((name) => (given.get(name) ? [[name, given.get(name)]] : [])))
}

export const searchOf = (filters: Filters): string => {
  const search = new URLSearchParams(filters).toString()
  return search === '' ? '' : `?${search}`
}

/** The first moment of a day, or of the one after it; nothing where it is no day. */
function startOf(day: string | undefined, later = 0): string | undefined {
  const [year, month, date] =
    /^(\d{4})-(\d\d)-(\d\d)$/
      .exec(day ?? '')
      ?.slice(1)
      .map(Number) ?? []
  if (year === undefined || month === undefined || date === undefined) return undefined
  return new Date(year, month - 1, date + later).toISOString()
}

/** As the gateway takes them. */
export function askedBy({ from, to, ...filters }: Filters): Record<string, string> {
  const [first, end] = [startOf(from), startOf(to, 1)]
  return { ...filters, ...(first && { from: first }), ...(end && { to: end }) }
}

/** @param before the place where the page before it ended; null for the latest. */
export const auditQuery = (filters: Filters, before: string | null) =>
  queryOptions({
    queryKey: ['audit', filters, before],
    queryFn: ({ signal }) =>
      call('audit.list', { query: { ...askedBy(filters), ...(before !== null && { before }) }, signal }),
    placeholderData: keepPreviousData,
    ...(before === null && { refetchInterval: 30_000 }),
  })

export const downloadOf = (kind: 'csv' | 'lines', filters: Filters): string =>
  `${BASE_PATH}/api/audit/${kind}?${new URLSearchParams(askedBy(filters)).toString()}`
