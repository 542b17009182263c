import type Database from 'libsql'

/** About a megabyte of SQLite's pages. */
const PAGES_AT_ONCE = 256

/**
 * Every page of a database, within the transaction that the caller has begun, so that nobody writes meanwhile. They are read through
 * SQLite: to open and close the file beside it would take away the locks of this process (POSIX).
 */
export function* pagesOf(database: Database.Database): Generator<Uint8Array> {
  const count = Number(Object(database.prepare('pragma page_count').get()).page_count)
  const page = database.prepare('select data from sqlite_dbpage where pgno = ?')
  for (let at = 1; at <= count; at += PAGES_AT_ONCE) {
    const pages = Array.from({ length: Math.min(PAGES_AT_ONCE, count - at + 1) }, (_, more) => page.get([at + more]))
    yield Buffer.concat(pages.map((row) => Object(row).data))
  }
}
