import { renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { sql } from 'kysely'
import { ProblemError } from '#contract/problem-error.ts'
import { asUnusable } from './data-folder.ts'
import { giveToOwnerOf, sweepUnfinished, syncFolder, systemCodeOf, writeDurably } from './durable-file.ts'
import { keyIdOf, newKey, nextKeyFile, readNextKeys } from './key-file.ts'
import { readKeys } from './key-source.ts'
import { CANARY_PLACE, FACT_PLACES, SEALED_COLUMNS, type SealedColumn } from './sealed-places.ts'
import { recordAudit } from './store/audit.ts'
import { sealingKeyId, type Store } from './store/database.ts'
import { storeFacts } from './store/facts.ts'
import { forgetAllCopies } from './store/upgrade-copy.ts'
import type { Vault } from './vault.ts'

export type Rotation = {
  store: Store
  vault: Vault
  /** The key file. */
  path: string
  /** The file of the database, which may have copies beside it that are sealed with the former key. */
  database: string
}

/** A gateway beside it can write after each so many. */
const AT_A_TIME = 200
const ALL = -1

/** The id of no key. A text of an earlier version that cannot be opened gets it: after this, every text has an id. */
const NO_KEY = '0'.repeat(16)

/**
 * Makes a new key, seals everything with it, and puts it in place of the former one. Programs beside it go on: they find the new key
 * beside the former one, until nothing is sealed with that any more. Whenever this dies, every key that something is sealed with is on
 * the disk, and the next start finishes what was begun.
 * @returns how many texts were sealed anew, and how many could not be opened, and stay so.
 * @throws SettingsError where the new file cannot be written; everything is as before then.
 */
export async function rotateKey(rotation: Rotation): Promise<Rotated> {
  const { store, vault, path } = rotation
  await finishRotation(rotation)
  await store.transaction().execute((transaction) => removeUnusedKeys(transaction, path))
  const key = newKey()
  try {
    writeDurably(nextKeyFile(path, key), key)
  } catch (error) {
    throw asUnusable(error, dirname(path))
  }
  await store.transaction().execute(async (transaction) => {
    const facts = storeFacts(transaction)
    const canary = await facts.find('canary')
    const text = canary === null ? '' : vault.open(canary, CANARY_PLACE)
    await facts.note('key', keyIdOf(key))
    // reads the key from the disk, where another `rotate` may have removed it as unused before this began
    await facts.note('canary', vault.seal(text, CANARY_PLACE))
    await recordAudit(transaction, { action: 'encryption-key-rotate', facts: { key: keyIdOf(key) } }, Date.now())
  })
  return finishRotation(rotation)
}

/** Goes on with a rotation that was begun, whoever began it. Several may do so at the same time. */
export async function finishRotation({ store, vault, path, database }: Rotation): Promise<Rotated> {
  const done: Rotated = { sealed: 0, unreadable: 0 }
  const current = sealingKeyId(store)
  const [first] = readKeys({ from: 'file', path, isOwn: false }, false)
  if (current === null || first === undefined || keyIdOf(first) === current) return done
  const count = ({ sealed, unreadable }: Rotated): void => {
    done.sealed += sealed
    done.unreadable += unreadable
  }
  for (const column of SEALED_COLUMNS) {
    let after: number | null = 0
    while (after !== null) {
      const from: number = after
      const part = await store
        .transaction()
        .execute((transaction) =>
          sealAnew({ store: transaction, vault, current, column, after: from, limit: AT_A_TIME }),
        )
      count(part)
      after = part.last
    }
  }
  await store.transaction().execute(async (transaction) => {
    // what was stored since by a program that had read it before
    for (const column of SEALED_COLUMNS) {
      const late = await sealAnew({ store: transaction, vault, current, column, after: 0, limit: ALL })
      // the others were counted before
      count({ ...late, unreadable: 0 })
    }
    count(await sealFactsAnew(transaction, vault, current))
    const facts = storeFacts(transaction)
    const former = (await facts.find('former-keys'))?.split(' ') ?? []
    await facts.note('former-keys', [...new Set([...former, keyIdOf(first)])].join(' '))
  })
  forgetCopies(database)
  putInPlace(path, current)
  return done
}

export type Rotated = { sealed: number; unreadable: number }

type Anew = {
  store: Store
  vault: Vault
  /** The id of the key to seal with. */
  current: string
  column: SealedColumn
  /** Rows behind this one, in the order in which SQLite keeps them. */
  after: number
  limit: number
}

/** @returns the last row that was looked at; null where there are no more. */
async function sealAnew({ store, vault, current, column: { table, column, id, place }, after, limit }: Anew) {
  const { rows } = await sql<{ rowid: number; id: string; text: string }>`
    select rowid, ${sql.ref(id)} as id, ${sql.ref(column)} as text from ${sql.table(table)}
    where rowid > ${after} and ${sql.ref(column)} is not null and substr(${sql.ref(column)}, 1, 17) <> ${`${current}.`}
    order by rowid limit ${limit}`.execute(store)
  const done = { sealed: 0, unreadable: 0, last: rows.at(-1)?.rowid ?? null }
  for (const row of rows) {
    const text = sealedAnew(vault, row.text, place(row.id))
    if (text.isReadable) done.sealed += 1
    else done.unreadable += 1
    await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${text.sealed} where rowid = ${row.rowid}`.execute(
      store,
    )
  }
  return done
}

async function sealFactsAnew(store: Store, vault: Vault, current: string): Promise<Rotated> {
  const done = { sealed: 0, unreadable: 0 }
  for (const { name, value } of await store.selectFrom('store_facts').selectAll().execute()) {
    const place = FACT_PLACES[name]
    if (place === null || value.startsWith(`${current}.`)) continue
    const text = sealedAnew(vault, value, place)
    if (text.isReadable) done.sealed += 1
    else done.unreadable += 1
    await storeFacts(store).note(name, text.sealed)
  }
  return done
}

/** A text that no key here opens stays as it is, and has an id afterwards. Any other trouble ends the rotation where it is. */
function sealedAnew(vault: Vault, text: string, place: string): { sealed: string; isReadable: boolean } {
  const opened = openedOrNull(vault, text, place)
  return opened === null
    ? { sealed: text.includes('.') ? text : `${NO_KEY}.${text}`, isReadable: false }
    : { sealed: vault.seal(opened, place), isReadable: true }
}

function openedOrNull(vault: Vault, text: string, place: string): string | null {
  try {
    return vault.open(text, place)
  } catch (error) {
    if (error instanceof ProblemError) return null
    throw error
  }
}

/** Those of before an upgrade are sealed with the former key, which nothing should be any more, and soon nobody could open them. */
function forgetCopies(database: string): void {
  try {
    forgetAllCopies(database)
  } catch (error) {
    throw asUnusable(error, dirname(database))
  }
}

/** Nothing is sealed with the former key any more. */
function putInPlace(path: string, current: string): void {
  try {
    const next = readNextKeys(path).find(({ key }) => keyIdOf(key) === current)
    if (!next) return
    giveToOwnerOf(dirname(path), next.path)
    renameSync(next.path, path)
    syncFolder(dirname(path))
  } catch (error) {
    // another program was faster
    if (systemCodeOf(error) !== 'ENOENT') throw asUnusable(error, dirname(path))
  }
}

/** What a rotation left that died before anything was sealed with it. Within a transaction, so that none begins meanwhile. */
async function removeUnusedKeys(store: Store, path: string): Promise<void> {
  const current = sealingKeyId(store)
  for (const next of readNextKeys(path)) if (keyIdOf(next.key) !== current) rmSync(next.path, { force: true })
  sweepUnfinished(path)
}
