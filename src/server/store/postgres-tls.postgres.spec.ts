import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCertificate } from '#glpi-network/testing/certificate.ts'
import { readSharedDatabase } from '../database-url.ts'
import { PostgresCluster } from '../testing/postgres-cluster.ts'
import { openPostgres } from './postgres.ts'

const folder = mkdtempSync(join(tmpdir(), 'latchkey-'))
let cluster: PostgresCluster
let database = ''

const issuer = makeCertificate({ name: 'Town CA', authority: true })

beforeAll(async () => {
  for (const [file, { cert }] of Object.entries({
    'ca.pem': issuer,
    'other.pem': makeCertificate({ name: 'Another CA', authority: true }),
  }))
    writeFileSync(join(folder, file), cert)
  // of its own, that encrypts
  cluster = await PostgresCluster.start()
  database = await cluster.newDatabase()
  await cluster.stop()
  cluster.encrypt(makeCertificate({ name: 'database', hosts: ['localhost'], by: issuer }))
  await cluster.run()
})
afterAll(async () => {
  await cluster.close()
  rmSync(folder, { recursive: true })
})

/** Connects as it is said in the settings. @returns whether it is encrypted; or the sentence that stops the start. */
async function connect(host: string, mode: string, ca: string | null): Promise<unknown> {
  const shared = readSharedDatabase({
    LATCHKEY_DATABASE_URL: `postgres://latchkey@${host}:${cluster.port}/${database}${mode && `?sslmode=${mode}`}`,
    ...(ca !== null && { LATCHKEY_DATABASE_CA: join(folder, ca) }),
  })
  if (!shared) throw new Error('no database is named')
  try {
    const store = await openPostgres(shared)
    const { rows } = await sql<{ ssl: boolean }>`
      select ssl from pg_stat_ssl where pid = pg_backend_pid()`.execute(store)
    await store.destroy()
    return rows[0]?.ssl
  } catch (error) {
    return error instanceof Error ? error.message.replace(`${cluster.port}/${database}`, '5432/x') : error
  }
}

test.each([
  ['localhost', 'verify-full', 'ca.pem'],
  ['localhost', 'require', 'ca.pem'],
  // whose certificate it is, is not looked at
  ['127.0.0.1', 'verify-ca', 'ca.pem'],
])('%s, %s with its issuer: the connection is encrypted', async (host, mode, ca) => {
  expect(await connect(host, mode, ca)).toBe(true)
})

const untrusted = (host: string) =>
  `The database postgres://${host}:5432/x shows a certificate of an issuer that is not trusted here (UNABLE_TO_VERIFY_LEAF_SIGNATURE): name the file of its issuer in LATCHKEY_DATABASE_CA.`

test.each([
  ['localhost', 'verify-full', null, untrusted('localhost')],
  ['localhost', 'verify-full', 'other.pem', untrusted('localhost')],
  ['localhost', 'require', 'other.pem', untrusted('localhost')],
  ['localhost', 'verify-ca', 'other.pem', untrusted('localhost')],
  [
    '127.0.0.1',
    'verify-full',
    'ca.pem',
    'The database postgres://127.0.0.1:5432/x shows a certificate that is for other names: name it in LATCHKEY_DATABASE_URL as its certificate does.',
  ],
  // this machine's own needs no TLS, and this one asks for it
  ['127.0.0.1', '', 'ca.pem', 'The database postgres://127.0.0.1:5432/x cannot be used: it says 28000.'],
  ['localhost', 'disable', 'ca.pem', 'The database postgres://localhost:5432/x cannot be used: it says 28000.'],
])('%s, %j with %s: one sentence', async (host, mode, ca, sentence) => {
  expect(await connect(host, mode, ca)).toBe(sentence)
})
