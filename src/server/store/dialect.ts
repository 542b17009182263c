import { PostgresAdapter, sql, type RawBuilder } from 'kysely'
import type { Store } from './database.ts'

/** Whether its database is PostgreSQL; else it is SQLite. Also of a transaction. */
export const isPostgres = (store: Store): boolean => store.getExecutor().adapter instanceof PostgresAdapter

/** A query for these texts, to be looked up in. As one value: the text of a statement, which is kept prepared, is the same for any number. */
export const textsIn = (store: Store, texts: readonly string[]): RawBuilder<string> =>
  isPostgres(store)
    ? sql`(select value from json_array_elements_text(cast(${JSON.stringify(texts)} as json)))`
    : sql`(select value from json_each(${JSON.stringify(texts)}))`

/**
 * The same as a table with the columns `key`, which counts from 0, and `value`. Of a row of several, `value ->> 0` is the first as text.
 */
export const rowsOfJson = (store: Store, rows: readonly unknown[]): RawBuilder<unknown> =>
  isPostgres(store)
    ? sql`(select place - 1 as key, value from json_array_elements(cast(${JSON.stringify(rows)} as json))
        with ordinality as each(value, place)) as each`
    : sql`json_each(${JSON.stringify(rows)})`

type Locked<Query> = Query & { forUpdate(): { skipLocked(): Query } }

/** Of due rows: those that another replica is taking at this moment are left to it. One gateway has a SQLite file for itself. */
export const forUpdate =
  (store: Store) =>
  <Query>(query: Locked<Query>): Query =>
    isPostgres(store) ? query.forUpdate().skipLocked() : query
