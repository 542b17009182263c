import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { readSharedDatabase } from '../database-url.ts'
import { openPostgres } from '../store/postgres.ts'

/** The cluster of this run, when the specs run on PostgreSQL. */
const cluster = process.env['LATCHKEY_TEST_POSTGRES']

export const isOnPostgres = cluster !== undefined

async function administer(statement: string, at = `${cluster}postgres`): Promise<void> {
  const client = new pg.Client(at)
  await client.connect()
  await client.query(statement)
  await client.end()
}

let template: Promise<string> | undefined

/** Migrating it anew is half of what a gateway's start costs. */
async function makeTemplate(): Promise<string> {
  const name = `template_${randomBytes(6).toString('hex')}`
  await administer(`create database ${name}`)
  const shared = readSharedDatabase({ LATCHKEY_DATABASE_URL: `${cluster}${name}` })
  if (shared) await (await openPostgres(shared)).destroy()
  return name
}

/** A database of this version without rows. @returns its address, and how to remove it. */
export async function emptyPostgres(): Promise<{ url: string; drop: () => Promise<void> }> {
  template ??= makeTemplate()
  const name = `latchkey_${randomBytes(6).toString('hex')}`
  await administer(`create database ${name} template ${await template}`)
  return { url: `${cluster}${name}`, drop: () => administer(`drop database ${name} with (force)`) }
}
