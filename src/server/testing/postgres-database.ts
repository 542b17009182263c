import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { readSharedDatabase } from '../database-url.ts'
import { openPostgres } from '../store/postgres.ts'

/** The cluster of this run, when the specs run on PostgreSQL. */
const cluster = process.env['LATCHKEY_TEST_POSTGRES'] || undefined

export const isOnPostgres = cluster !== undefined

const addressOf = (database: string): string => Object.assign(new URL(cluster ?? ''), { pathname: database }).href

/** Runs statements at a database, `postgres` where none is named. */
export async function administer(statement: string, at = addressOf('postgres')): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(at)
  await client.connect()
  const { rows }: { rows: Record<string, unknown>[] } = await client.query(statement)
  await client.end()
  return rows
}

/** A database without a table. @returns its address. */
export async function newPostgres(): Promise<string> {
  const name = `latchkey_${randomBytes(6).toString('hex')}`
  await administer(`create database ${name}`)
  return addressOf(name)
}

/** Keeps what the migrations have put into tables. */
const KEEP_FIRST_ROWS = `create schema first; do $$ declare name text; begin
  for name in select tablename from pg_tables where schemaname = 'public' loop
    execute format('create table first.%I as table public.%I', name, name);
  end loop;
end $$`

/** Without triggers, which take no part in it. */
const EMPTY_ALL = `set session_replication_role = replica; do $$ declare name text; begin
  execute (
    select 'truncate ' || string_agg(format('public.%I', tablename), ', ') || ' restart identity'
    from pg_tables where schemaname = 'public'
  );
  for name in select tablename from pg_tables where schemaname = 'first' loop
    execute format('insert into public.%I select * from first.%I', name, name);
  end loop;
end $$`

/** Those that nobody uses, emptied: to make one, and to drop it, takes ten times as long. */
const free: string[] = []

async function migrated(): Promise<string> {
  const url = await newPostgres()
  const shared = readSharedDatabase({ LATCHKEY_DATABASE_URL: url })
  if (shared) await (await openPostgres(shared)).destroy()
  await administer(KEEP_FIRST_ROWS, url)
  return url
}

/** A database of this version without rows. @returns its address, and how to give it back. */
export async function emptyPostgres(): Promise<{ url: string; giveBack: () => Promise<void> }> {
  const url = free.pop() ?? (await migrated())
  const giveBack = async () => {
    await administer(EMPTY_ALL, url)
    free.push(url)
  }
  return { url, giveBack }
}
