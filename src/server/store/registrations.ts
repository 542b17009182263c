import type { Selectable } from 'kysely'
import type { Registration } from '#contract/panel.ts'
import { MAX_CORRECTION_MS } from '#domain/clocks.ts'
import { FINDINGS, type VendorAnswer, type Finding, type Observation } from '#domain/verdict.ts'
import type { VendorTime } from '#domain/fold-state.ts'
import type { Store } from './database.ts'
import { forUpdate, isPostgres } from './dialect.ts'
import { SANDBOX_ID } from './instances.ts'
import type { Tables } from './schema.ts'
import { oneOf, readStoredAnswer, readObservation, storedJson, storedMoment, storedNumber } from './stored-values.ts'

export type CheckedBy = NonNullable<Registration['freshness']['by']>

export type StoredRegistration = {
  instanceId: string
  sealedKey: string
  fingerprint: string
  keyLength: number
  finding: Finding
  savedAt: number
  latest: Observation | null
  latestAt: number | null
  /** The same moment by GLPI Network's clock, as far as it was known then. */
  latestVendorAt: number | null
  latestBy: CheckedBy | null
  answer: VendorAnswer | null
  answerAt: number | null
  /** The same moment by GLPI Network's clock; null when no reply had its time. */
  answerVendorAt: number | null
  answerLanguage: string | null
  failures: number
  nextCheckAt: number
  /** See `plugin-summary.ts`. */
  pluginSummary: string | null
}

export type NewRegistration = Pick<StoredRegistration, 'sealedKey' | 'fingerprint' | 'keyLength' | 'finding'>

/** The outcome of one question about a saved key. */
export type Attempt = {
  observation: Observation
  by: CheckedBy
  language: string
  time: VendorTime
  failures: number
  nextCheckAt: number
}

const CHECKED_BY = ['save', 'person', 'schedule'] as const satisfies readonly CheckedBy[]

/** A moment by GLPI Network's clock. One that is years away from our clock is no valid date. */
export function vendorMoment(value: unknown, ours: number | null): number | null {
  const moment = storedMoment(value)
  return moment === null || ours === null || Math.abs(moment - ours) > MAX_CORRECTION_MS ? null : moment
}

/** A key is checked as soon as it is saved. This is for a gateway that dies before that. */
const FIRST_CHECK_MS = 30_000

function read(row: Selectable<Tables['registrations']>): StoredRegistration {
  const latestAt = storedMoment(row.latest_at)
  const answerAt = storedMoment(row.answer_at)
  return {
    instanceId: row.instance_id,
    sealedKey: row.sealed_key,
    fingerprint: row.fingerprint,
    keyLength: storedNumber(row.key_length),
    // a stored key could be sent, and nothing more is known about it
    finding: oneOf(FINDINGS, row.finding) ?? 'unfamiliar',
    savedAt: storedMoment(row.saved_at) ?? latestAt ?? 0,
    latest: readObservation(storedJson(row.latest)),
    latestAt,
    latestVendorAt: vendorMoment(row.latest_vendor_at, latestAt),
    latestBy: oneOf(CHECKED_BY, row.latest_by),
    answer: readStoredAnswer(storedJson(row.answer)),
    answerAt,
    answerVendorAt: vendorMoment(row.answer_vendor_at, answerAt),
    answerLanguage: typeof row.answer_language === 'string' ? row.answer_language : null,
    failures: storedNumber(row.failures),
    nextCheckAt: storedMoment(row.next_check_at) ?? Number.NaN,
    pluginSummary: typeof row.plugin_summary === 'string' ? row.plugin_summary : null,
  }
}

export function registrationStore(store: Store) {
  /** What is due first, first. */
  const dueExcept = (servicesUrls: readonly string[]) => {
    const due = store.selectFrom('registrations').orderBy('next_check_at')
    if (servicesUrls.length === 0) return due
    // for each row that is due by itself: a list of all instances at these addresses may be as long as that of all
    return due.where(
      (row) =>
        row.selectFrom('instances').select('services_url').whereRef('instances.id', '=', 'registrations.instance_id'),
      'not in',
      servicesUrls,
    )
  }

  return {
    async find(instanceId: string): Promise<StoredRegistration | null> {
      const row = await store
        .selectFrom('registrations')
        .selectAll()
        .where('instance_id', '=', instanceId)
        .executeTakeFirst()
      return row ? read(row) : null
    },

    /** Other instances that have this key, by name; practice is no other instance. */
    othersWith: (fingerprint: string, instanceId: string, limit: number): Promise<{ id: string; name: string }[]> =>
      store
        .selectFrom('registrations as others')
        .innerJoin('instances', 'instances.id', 'others.instance_id')
        .select(['instances.id', 'instances.name'])
        .where('others.fingerprint', '=', fingerprint)
        .where('instances.id', 'not in', [instanceId, SANDBOX_ID])
        .orderBy('instances.name')
        .limit(limit)
        .execute(),

    /** Replaces the saved key. Nothing is known about the new one yet. */
    async save(instanceId: string, key: NewRegistration, at: number): Promise<StoredRegistration> {
      const fresh = {
        sealed_key: key.sealedKey,
        fingerprint: key.fingerprint,
        key_length: key.keyLength,
        finding: key.finding,
        saved_at: at,
        latest: null,
        latest_at: null,
        latest_vendor_at: null,
        latest_by: null,
        answer: null,
        answer_at: null,
        answer_vendor_at: null,
        answer_language: null,
        failures: 0,
        next_check_at: at + FIRST_CHECK_MS,
        plugin_summary: null,
      }
      const row = await store
        .insertInto('registrations')
        .values({ instance_id: instanceId, ...fresh })
        .onConflict((conflict) => conflict.column('instance_id').doUpdateSet(fresh))
        .returningAll()
        .executeTakeFirstOrThrow()
      return read(row)
    },

    /** @returns null when another key has replaced this one meanwhile. */
    async record(instanceId: string, fingerprint: string, attempt: Attempt): Promise<StoredRegistration | null> {
      const { observation, time } = attempt
      const latest = {
        latest: JSON.stringify(observation),
        latest_at: time.ourNow,
        latest_vendor_at: time.now,
        latest_by: attempt.by,
        failures: attempt.failures,
        next_check_at: attempt.nextCheckAt,
      }
      const answer =
        observation.verdict === 'no-answer'
          ? {}
          : {
              answer: JSON.stringify(observation),
              answer_at: time.ourNow,
              answer_vendor_at: time.sure ? time.now : null,
              answer_language: attempt.language,
            }
      const row = await store
        .updateTable('registrations')
        .set({ ...latest, ...answer })
        .where('instance_id', '=', instanceId)
        .where('fingerprint', '=', fingerprint)
        .returningAll()
        .executeTakeFirst()
      return row ? read(row) : null
    },

    /** Of no other key than this one. */
    async notePluginSummary(instanceId: string, fingerprint: string, summary: string): Promise<void> {
      await store
        .updateTable('registrations')
        .set({ plugin_summary: summary })
        .where('instance_id', '=', instanceId)
        .where('fingerprint', '=', fingerprint)
        .execute()
    },

    /** @returns the sealed key as it was stored; null when there was none. */
    async remove(instanceId: string): Promise<string | null> {
      const row = await store
        .deleteFrom('registrations')
        .where('instance_id', '=', instanceId)
        .returning('sealed_key')
        .executeTakeFirst()
      return row?.sealed_key ?? null
    },

    /**
     * Claims instances whose key is due: for `claimMs`, nobody else takes them.
     * @param except those that ask at these addresses of GLPI Network are left.
     */
    async claimDue(at: number, claimMs: number, limit: number, except: readonly string[] = []): Promise<string[]> {
      const due = dueExcept(except)
        .select('instance_id')
        .where('next_check_at', '<=', at)
        .limit(limit)
        .$call(forUpdate(store))
      const rows = await store
        .updateTable('registrations')
        .set({ next_check_at: at + claimMs })
        .where('instance_id', 'in', due)
        .returning('instance_id')
        .execute()
      return rows.map((row) => row.instance_id)
    },

    /**
     * After the gateway's clock was set: keys with an answer are due now, and pauses after no answer stay as long as they were. Replicas
     * would each move them: there all are due now, and wait as long as their vendor is silent.
     * @param movedMs how far it was set, positive for forward.
     */
    async clockWasSet(at: number, movedMs: number): Promise<void> {
      if (isPostgres(store)) {
        await store.updateTable('registrations').set({ next_check_at: at }).execute()
        return
      }
      await store
        .updateTable('registrations')
        .set((eb) => ({
          next_check_at: eb
            .case()
            .when('failures', '>', 0)
            .then(eb('next_check_at', '+', movedMs))
            .else(at)
            .end(),
        }))
        .execute()
    },

    /** Makes keys due whose times lie in the future, because our clock was set back. */
    async dueFromTheFuture(at: number): Promise<void> {
      await store
        .updateTable('registrations')
        .set({ next_check_at: at })
        .where((eb) => eb.or([eb('latest_at', '>', at), eb('saved_at', '>', at)]))
        .execute()
    },

    /** Moves later checks to `latest`, whatever GLPI Network or a clock once said. */
    notLaterThan: (latest: number) =>
      store.updateTable('registrations').set({ next_check_at: latest }).where('next_check_at', '>', latest).execute(),

    /** Claimed keys that were not checked are due then. */
    postpone: (keys: readonly { instanceId: string; until: number }[]): Promise<void> =>
      store.transaction().execute(async (transaction) => {
        for (const { instanceId, until } of keys)
          await transaction
            .updateTable('registrations')
            .set({ next_check_at: until })
            .where('instance_id', '=', instanceId)
            .execute()
      }),

    async nextDueAt(except: readonly string[] = []): Promise<number | null> {
      const row = await dueExcept(except).select('next_check_at').limit(1).executeTakeFirst()
      return row?.next_check_at ?? null
    },
  }
}
export type RegistrationStore = ReturnType<typeof registrationStore>
