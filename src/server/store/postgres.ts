import { randomBytes } from 'node:crypto'
import { Kysely, PostgresDialect, type PostgresPoolClient, type PostgresQueryResult } from 'kysely'
import type { PoolClient, PoolConfig, Pool } from 'pg'
import type { SharedDatabase } from '../database-url.ts'
import { causeOfSystemCode } from '#domain/system-codes.ts'
import { SettingsError } from '../settings.ts'
import { noteStore, refuseNewer, type Store } from './database.ts'
import { BASELINE_VERSION, POSTGRES_BASELINE } from './postgres-baseline.ts'
import { isConnectionLost, postgresFaultOf } from './postgres-fault.ts'
import { createReplicaLocks } from './replica-locks.ts'
import { MIGRATIONS, statementsOf, type Tables } from './schema.ts'
import { POSTGRES_WORDS, WRITE_LOCK } from './sql-words.ts'
import { weightOf } from './statements.ts'

/** Enough for what waits for the disk of the database at once; many replicas share the 100 that it takes. */
const MOST_CONNECTIONS = 10
/** No statement here takes a second. */
const STATEMENT_MS = 20_000
/** Whoever holds up all others is ended: nothing is waited for within a transaction but the database. */
const IDLE_IN_TRANSACTION_MS = 10_000
const MIGRATION_LOCK = '1, 1'

/** The server notices within 25 s that a machine is gone, and gives its locks to others. */
const KEEP_ALIVE = '-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3'

/** `bigint`, and what a sum of them is. */
const COUNTS: ReadonlySet<number> = new Set([20, 1700])

/**
 * Connects to a PostgreSQL database, and brings its tables to this version, however many replicas start at once.
 * @throws SettingsError when the database cannot be used.
 */
export async function openPostgres(database: SharedDatabase): Promise<Store> {
  const { default: pg } = await import('pg')
  const writer = `latchkey ${randomBytes(6).toString('base64url')}`
  const types: PoolConfig['types'] = {
    getTypeParser: (id, format) => (COUNTS.has(id) ? Number : pg.types.getTypeParser(id, format)),
  }
  const pool = new pg.Pool({
    ...addressOf(database),
    types,
    application_name: writer,
    max: MOST_CONNECTIONS,
    statement_timeout: STATEMENT_MS,
    lock_timeout: STATEMENT_MS,
    // a connection that was cut in silence
    query_timeout: STATEMENT_MS + 5000,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    keepAlive: true,
    options: KEEP_ALIVE,
    allowExitOnIdle: true,
  })
  // of one that nobody uses: the next query opens another
  pool.on('error', () => undefined)
  try {
    const version = await withClient(pool, migratePostgres)
    refuseNewer(version, database.name)
  } catch (error) {
    await pool.end()
    throw asUnusable(error, database.name)
  }
  const writes = { count: 0 }
  const locks = createReplicaLocks(() => pool.connect())
  const end = async () => {
    locks.close()
    await pool.end()
  }
  const store = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: { connect: () => connectCounting(pool, writes), end } }),
  })
  noteStore(store, { writes, shared: { writer, locks } })
  return store
}

const addressOf = ({ host, port, user, password, database, tls, connectMs }: SharedDatabase) => ({
  host,
  port,
  user,
  password,
  database,
  connectionTimeoutMillis: connectMs,
  ssl: tls !== null && {
    ...(tls.ca !== undefined && { ca: tls.ca }),
    ...(!tls.checksName && { checkServerIdentity: () => undefined }),
  },
})

/** What is stored there, as it is: the version of its tables, 0 for none, and what tells which key is the one. @throws SettingsError */
export async function inspectPostgres(
  database: SharedDatabase,
): Promise<{ version: number; canary: string | null; keyId: string | null }> {
  const { default: pg } = await import('pg')
  const client = new pg.Client({
    ...addressOf(database),
    query_timeout: STATEMENT_MS,
  })
  const ask = async (sql: string): Promise<Record<string, unknown>[]> => (await client.query(sql)).rows
  try {
    await client.connect()
    const [{ exists } = { exists: null }] = await ask(`select to_regclass('schema_version') as exists`)
    if (exists === null) return { version: 0, canary: null, keyId: null }
    const [row] = await ask('select version from schema_version')
    const version = Number(row?.['version'] ?? 0)
    refuseNewer(version, database.name)
    const facts = await ask(`select name, value from store_facts where name in ('canary', 'key')`)
    const fact = (name: string) => {
      const value = facts.find((one) => one['name'] === name)?.['value']
      return typeof value === 'string' ? value : null
    }
    return { version, canary: fact('canary'), keyId: fact('key') }
  } catch (error) {
    throw asUnusable(error, database.name)
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function withClient<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    return await work(client)
  } finally {
    // nothing of what was set for it is left
    client.release(true)
  }
}

/** One transaction behind a lock, so that of replicas that start together one migrates, and the others find it done. @returns the version. */
async function migratePostgres(client: PoolClient): Promise<number> {
  await client.query(
    `set statement_timeout = 0; set lock_timeout = 0; begin; select pg_advisory_xact_lock(${MIGRATION_LOCK})`,
  )
  await client.query('create table if not exists schema_version (version integer not null)')
  const found: { rows: { version: number }[] } = await client.query('select version from schema_version')
  const version = found.rows[0]?.version ?? 0
  if (version >= MIGRATIONS.length) {
    await client.query('commit')
    return version
  }
  const baseline = version === 0 ? POSTGRES_BASELINE : []
  const later = statementsOf(MIGRATIONS.slice(Math.max(version, BASELINE_VERSION)), POSTGRES_WORDS)
  for (const statement of [...baseline, ...later]) await client.query(statement)
  await client.query('delete from schema_version')
  await client.query('insert into schema_version (version) values ($1)', [MIGRATIONS.length])
  await client.query('commit')
  return MIGRATIONS.length
}

function asUnusable(error: unknown, name: string): unknown {
  if (error instanceof SettingsError || !(error instanceof Error)) return error
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.message
  const cause = causeOfSystemCode(code)
  if (cause === 'tls-untrusted-issuer' || cause === 'tls-self-signed')
    return new SettingsError(
      `The database ${name} shows a certificate of an issuer that is not trusted here (${code}): name the file of its issuer in LATCHKEY_DATABASE_CA.`,
    )
  if (cause === 'tls-wrong-host')
    return new SettingsError(
      `The database ${name} shows a certificate that is for other names: name it in LATCHKEY_DATABASE_URL as its certificate does.`,
    )
  return new SettingsError(`The database ${name} cannot be used: it says ${code}.`)
}

const READS = /^\s*select\b/i
const BEGIN = 'begin'
const COMMIT = 'commit'
const ROLLBACK = 'rollback'

/**
 * A transaction takes its turn to write when it begins, as with SQLite: what it reads is then still so when it writes, whatever replica
 * writes beside it. A change outside a transaction takes the same turn by a trigger (`take_turn`) where it is noted in `changes`. So
 * numbers there are given in the order of the commits: who has read up to one of them has missed none before it.
 */
const BEGIN_IN_TURN = `begin; select pg_advisory_xact_lock(${WRITE_LOCK})`

async function connectCounting(pool: Pool, writes: { count: number }): Promise<PostgresPoolClient> {
  let isLost = false
  // an error between two statements ends no process
  const onError = () => (isLost = true)
  const open = async (): Promise<PoolClient> => {
    const opened = await pool.connect().catch((error: unknown) => {
      throw postgresFaultOf(error, false) ?? error
    })
    isLost = false
    return opened.on('error', onError)
  }
  let client: PoolClient | null = await open()
  const leave = (): void => {
    client?.off('error', onError)
    client?.release(isLost)
    client = null
  }
  let isInTransaction = false
  let hasWritten = false

  /** Only once others can see what was written: who looks before that has seen the former state. */
  function countWritten(sql: string): void {
    if (weightOf(sql) === 1) hasWritten = true
    if (sql === ROLLBACK) hasWritten = false
    if (!hasWritten || (isInTransaction && sql !== COMMIT)) return
    writes.count += 1
    hasWritten = false
  }

  async function query<R>(sql: string, parameters: readonly unknown[] = []): Promise<PostgresQueryResult<R>> {
    // what was begun ends with its connection
    if (sql === ROLLBACK && isLost) return NOTHING_DONE
    const isRead = READS.test(sql)
    // nothing has been done yet that could be done twice
    const canAskAgain = sql === BEGIN || (isRead && !isInTransaction)
    if (sql === BEGIN) isInTransaction = true
    const ask = async (asked: PoolClient) => {
      if (sql === BEGIN) return asked.query(BEGIN_IN_TURN).then(() => NOTHING_DONE)
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the types of `pg` know no kind of command
      return (await asked.query(sql, parameters.map(asTaken))) as unknown as PostgresQueryResult<R>
    }
    try {
      for (const since = performance.now(); ;) {
        client ??= await open()
        try {
          return await ask(client)
        } catch (error) {
          const isCut = isConnectionLost(error)
          isLost ||= isCut || sql === BEGIN || sql === ROLLBACK
          if (!isCut || !canAskAgain || performance.now() - since > STATEMENT_MS)
            throw postgresFaultOf(error, !isRead) ?? error
        }
        // cut while nobody used it, as all that wait in the pool are by a restart of the database
        leave()
      }
    } finally {
      countWritten(sql)
    }
  }
  return {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Kysely asks with a text and values alone, unless for a cursor
    query: query as PostgresPoolClient['query'],
    release: leave,
  }
}

const NOTHING_DONE: PostgresQueryResult<never> = { command: 'SELECT', rowCount: 0, rows: [] }

/**
 * What SQLite takes, and PostgreSQL would refuse. All columns of numbers hold whole ones; any others are rounded when SQLite's are read,
 * and those beyond a whole number's range are nobody's. No text has a NUL.
 */
function asTaken(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '\uFFFD')
  if (typeof value !== 'number') return value
  const whole = Math.round(value)
  return Number.isSafeInteger(whole) ? whole : null
}
