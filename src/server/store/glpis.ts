import { sql, type RawBuilder, type Selectable, type Updateable } from 'kysely'
import type { Evidence } from '#contract/glpi-snapshot.ts'
import type { CauseCode } from '#domain/causes.ts'
import { STORAGES, METHOD_KINDS, type Snapshot, type MethodKind } from '#domain/storage.ts'
import type { RememberedStorage, ObservedStorage } from '#domain/reconcile-stored-key.ts'
import type { Store } from './database.ts'
import { forUpdate, isPostgres } from './dialect.ts'
import { readEvidence, readObserved, readSeen } from './read-seen.ts'
import type { StoredRegistration } from './registrations.ts'
import type { Tables } from './schema.ts'
import { oneOf, storedCause, storedJson, storedMoment, storedNumber } from './stored-values.ts'

/** What an inspection saw, without secrets and without the fields that have their own columns. */
export type SeenOfGlpi = Omit<Snapshot, 'stored' | 'proxy'> & {
  proxy: { host: string; port: number } | false | null
  /** GLPI's clock minus the gateway's. */
  clockOffsetSeconds: number | null
  /** When each of these was last observed, where a later inspection did not see it. */
  times?: Partial<Record<SeenField, number>>
}
export type SeenField = Exclude<keyof Snapshot, 'stored'> | 'clockOffsetSeconds'

export type StoredGlpi = RememberedStorage & {
  methods: MethodKind[]
  seen: SeenOfGlpi | null
  sealedProxy: string | null
  /** When anything of it was last seen. */
  seenAt: number | null
  /** When it was last inspected, with or without success. */
  attemptedAt: number | null
  /** Why the latest inspection failed. */
  inspectionCause: CauseCode | null
  /** What it received in place of an answer. */
  inspectionEvidence: Evidence | null
  failures: number
  /** The key that was entered for exactly the places this connection leads to, so it may be written there again. */
  givenFingerprint: string | null
  /** The saved key is to be written there once it answers. */
  writeDue: boolean
}

/** The result of one inspection, as it is stored. */
export type InspectionRecord = Pick<
  StoredGlpi,
  'seen' | 'seenAt' | 'attemptedAt' | 'sealedProxy' | 'inspectionCause' | 'inspectionEvidence' | 'failures'
> &
  RememberedStorage & { nextInspectionAt: number }

/** What an inspection needs to know about the saved key. */
export type SavedKeyFacts = Pick<StoredRegistration, 'fingerprint' | 'keyLength'>

/** What is still true after a change of the connection. */
export type StillTrue = {
  /** Some methods lead to the same place as before, and none to another one: the snapshot stays true. */
  sameGlpi: boolean
  /** No method leads to a new place: the key was given for all of them. */
  samePlaces: boolean
}

/** The columns that views need. Only code that connects reads the connection itself. */
export const GLPI_COLUMNS = [
  'glpis.ways',
  'glpis.seen',
  'glpis.sealed_proxy',
  'glpis.seen_at',
  'glpis.attempted_at',
  'glpis.cause',
  'glpis.evidence',
  'glpis.failures as inspection_failures',
  'glpis.storage',
  'glpis.storage_cause',
  'glpis.holds_another',
  'glpis.mark',
  'glpis.proven_fingerprint',
  'glpis.observed',
  'glpis.given_fingerprint',
  'glpis.write_due',
] as const

type Row = Selectable<Tables['glpis']>
type Joined<Column extends keyof Row> = { [Key in Column]: Row[Key] | null }
export type JoinedGlpi = Joined<
  | 'ways'
  | 'seen'
  | 'sealed_proxy'
  | 'seen_at'
  | 'attempted_at'
  | 'cause'
  | 'evidence'
  | 'storage'
  | 'storage_cause'
  | 'holds_another'
  | 'mark'
  | 'proven_fingerprint'
  | 'observed'
  | 'given_fingerprint'
  | 'write_due'
> & { inspection_failures: number | null }

/** null for an instance without a GLPI. */
export function readJoinedGlpi(row: JoinedGlpi): StoredGlpi | null {
  if (row.ways === null || row.storage === null) return null
  return {
    ...readObserved(row.observed),
    methods: readMethods(storedJson(row.ways)),
    seen: readSeen(row.seen),
    sealedProxy: row.sealed_proxy,
    seenAt: storedMoment(row.seen_at),
    attemptedAt: storedMoment(row.attempted_at),
    inspectionCause: storedCause(row.cause),
    inspectionEvidence: readEvidence(row.evidence),
    failures: storedNumber(row.inspection_failures),
    storage: oneOf(STORAGES, row.storage) ?? 'unknown',
    cause: storedCause(row.storage_cause),
    holdsAnother: row.holds_another === 1,
    mark: row.mark,
    fingerprint: row.proven_fingerprint,
    givenFingerprint: row.given_fingerprint,
    writeDue: row.write_due === 1,
  }
}

export const readMethods = (value: unknown): MethodKind[] =>
  Array.isArray(value) ? value.flatMap((one) => oneOf(METHOD_KINDS, one) ?? []) : []

const storageColumns = (remembered: RememberedStorage) => ({
  storage: remembered.storage,
  storage_cause: remembered.cause,
  holds_another: remembered.holdsAnother ? (1 as const) : (0 as const),
  mark: remembered.mark,
  proven_fingerprint: remembered.fingerprint,
  observed: JSON.stringify(observedOf(remembered)),
})

const observedOf = ({ storedSeenAt, since, provenAt, readable, sameToken }: ObservedStorage): ObservedStorage => ({
  storedSeenAt,
  since,
  provenAt,
  readable,
  sameToken,
})

const withoutSameToken = (store: Store): RawBuilder<string | null> =>
  isPostgres(store)
    ? sql`cast(jsonb_set(cast(glpis.observed as jsonb), '{sameToken}', 'false') as text)`
    : sql`json_set(glpis.observed, '$.sameToken', json('false'))`

export function glpiStore(store: Store) {
  /** @returns what is stored then; null for an instance without a GLPI. */
  const update = async (instanceId: string, values: Updateable<Tables['glpis']>): Promise<StoredGlpi | null> => {
    const row = await store
      .updateTable('glpis')
      .set(values)
      .where('instance_id', '=', instanceId)
      .returning(GLPI_COLUMNS)
      .executeTakeFirst()
    return row ? readJoinedGlpi(row) : null
  }

  return {
    /** Replaces the connection, and keeps what is still true. */
    async connect(
      instanceId: string,
      { sealedConnection, methods }: { sealedConnection: string; methods: MethodKind[] },
      at: number,
      { sameGlpi, samePlaces }: StillTrue,
    ): Promise<void> {
      const connection = {
        sealed_connection: sealedConnection,
        ways: JSON.stringify(methods),
        failures: 0,
        next_look_at: at,
      }
      const unseen = {
        seen: null,
        sealed_proxy: null,
        seen_at: null,
        attempted_at: null,
        cause: null,
        evidence: null,
        storage: 'unknown' as const,
        storage_cause: null,
        holds_another: 0 as const,
        mark: null,
        proven_fingerprint: null,
        observed: null,
        write_due: 0 as const,
      }
      const notGiven = { given_fingerprint: null }
      // the new token may have been encrypted with another file
      const otherToken = { observed: withoutSameToken(store) }
      await store
        .insertInto('glpis')
        .values({ instance_id: instanceId, ...connection, ...unseen, ...notGiven })
        .onConflict((conflict) =>
          conflict
            .column('instance_id')
            .doUpdateSet({ ...connection, ...(sameGlpi ? otherToken : unseen), ...(!samePlaces && notGiven) }),
        )
        .execute()
    },

    disconnect: (instanceId: string) => store.deleteFrom('glpis').where('instance_id', '=', instanceId).execute(),

    async sealedConnection(instanceId: string): Promise<string | null> {
      const row = await store
        .selectFrom('glpis')
        .select('sealed_connection')
        .where('instance_id', '=', instanceId)
        .executeTakeFirst()
      return row?.sealed_connection ?? null
    },

    async find(instanceId: string): Promise<StoredGlpi | null> {
      const row = await store
        .selectFrom('glpis')
        .select(GLPI_COLUMNS)
        .where('instance_id', '=', instanceId)
        .executeTakeFirst()
      return row ? readJoinedGlpi(row) : null
    },

    /** The same, with the saved key that an inspection compares it to. */
    async findWithKey(instanceId: string): Promise<{ glpi: StoredGlpi; ours: SavedKeyFacts | null } | null> {
      const row = await store
        .selectFrom('glpis')
        .leftJoin('registrations', 'registrations.instance_id', 'glpis.instance_id')
        .select([...GLPI_COLUMNS, 'registrations.fingerprint', 'registrations.key_length'])
        .where('glpis.instance_id', '=', instanceId)
        .executeTakeFirst()
      const glpi = row ? readJoinedGlpi(row) : null
      if (!row || !glpi) return null
      const { fingerprint, key_length } = row
      return { glpi, ours: fingerprint === null ? null : { fingerprint, keyLength: storedNumber(key_length) } }
    },

    recordInspection: (instanceId: string, record: InspectionRecord) =>
      update(instanceId, {
        seen: record.seen && JSON.stringify(record.seen),
        sealed_proxy: record.sealedProxy,
        seen_at: record.seenAt,
        attempted_at: record.attemptedAt,
        cause: record.inspectionCause,
        evidence: record.inspectionEvidence && JSON.stringify(record.inspectionEvidence),
        failures: record.failures,
        next_look_at: record.nextInspectionAt,
        ...storageColumns(record),
      }),

    recordStorage: (instanceId: string, remembered: RememberedStorage) =>
      update(instanceId, storageColumns(remembered)),

    /** This key was entered for the places that the connection leads to now. */
    recordGiven: (instanceId: string, fingerprint: string) => update(instanceId, { given_fingerprint: fingerprint }),

    /** Schedules an inspection at `at`, and further ones soon after while it fails, so that the key is written as soon as possible. */
    expectWrite: (instanceId: string, at: number) =>
      update(instanceId, { write_due: 1, failures: 0, next_look_at: at }),
    forgetWrite: (instanceId: string) => update(instanceId, { write_due: 0 }),

    /** Claims GLPIs that are due for an inspection: for `claimMs`, nobody else takes them. */
    async claimDue(at: number, claimMs: number, limit: number): Promise<string[]> {
      const due = store
        .selectFrom('glpis')
        .select('instance_id')
        .where('next_look_at', '<=', at)
        .orderBy('next_look_at')
        .limit(limit)
        .$call(forUpdate(store))
      const rows = await store
        .updateTable('glpis')
        .set({ next_look_at: at + claimMs })
        .where('instance_id', 'in', due)
        .returning('instance_id')
        .execute()
      return rows.map((row) => row.instance_id)
    },

    /** After our clock was set back: moves later inspections to `latest`. */
    notLaterThan: (latest: number) =>
      store.updateTable('glpis').set({ next_look_at: latest }).where('next_look_at', '>', latest).execute(),

    async nextDueAt(): Promise<number | null> {
      const row = await store
        .selectFrom('glpis')
        .select('next_look_at')
        .orderBy('next_look_at')
        .limit(1)
        .executeTakeFirst()
      return row?.next_look_at ?? null
    },
  }
}
export type GlpiStore = ReturnType<typeof glpiStore>
