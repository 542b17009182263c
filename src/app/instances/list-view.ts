import { STATES, type State } from '#domain/verdict.ts'

export const COLUMNS = ['name', 'version', 'state', 'left', 'storage', 'checked'] as const
export type Column = (typeof COLUMNS)[number]

/** Which instances are shown, and in which order. It lives in the address, so that it can be linked and survives going back. */
export type ListView = {
  search: string
  /** None: all of them. */
  states: readonly State[]
  /** Only those whose key is saved for another instance as well. */
  isShared: boolean
  sort: Column
  descending: boolean
}

export const ALL: ListView = { search: '', states: [], isShared: false, sort: 'name', descending: false }

export const isFiltered = ({ search, states, isShared }: ListView): boolean =>
  search.trim() !== '' || states.length > 0 || isShared

/** From the query of an address; what it spells wrong is left out. */
export function readView(query: string): ListView {
  const parameters = new URLSearchParams(query)
  const wanted = new Set(parameters.get('state')?.split(','))
  const sort = parameters.get('sort') ?? ''
  return {
    search: parameters.get('q') ?? '',
    states: STATES.filter((state) => wanted.has(state)),
    isShared: parameters.get('key') === 'shared',
    sort: COLUMNS.find((column) => sort.replace(/^-/, '') === column) ?? ALL.sort,
    descending: sort.startsWith('-'),
  }
}

/** The query, without `?`; empty for the view that needs none. */
export function writeView({ search, states, isShared, sort, descending }: ListView): string {
  const parameters = new URLSearchParams()
  if (search !== '') parameters.set('q', search)
  if (states.length > 0) parameters.set('state', states.join(','))
  if (isShared) parameters.set('key', 'shared')
  if (sort !== ALL.sort || descending) parameters.set('sort', `${descending ? '-' : ''}${sort}`)
  // a comma needs no escape in a query (RFC 3986, 3.4)
  return parameters.toString().replaceAll('%2C', ',')
}

/** A column that is sorted already is turned round. */
export const sortedBy = (view: ListView, column: Column): ListView => ({
  ...view,
  sort: column,
  descending: view.sort === column && !view.descending,
})
