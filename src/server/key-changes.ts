import type { CauseCode } from '#domain/causes.ts'
import { isOutOfReach } from '#domain/out-of-reach.ts'
import type { Observation } from '#domain/verdict.ts'
import { isDone, type WriteOutcome } from '#domain/storage.ts'
import { NOTHING_REMEMBERED, type RememberedStorage } from '#domain/reconcile-stored-key.ts'
import { findInstance, instanceStore, type StoredInstance } from './store/instances.ts'
import { putsBack } from './former-keys.ts'
import type { InstanceLocks } from './glpi/instance-locks.ts'
import type { GlpiService } from './glpi/glpi-service.ts'
import { isManaged, canRewrite } from './glpi/view.ts'
import { ProblemError } from '#contract/problem-error.ts'
import type { SendableKey } from './sendable-key.ts'
import { assertExpectedRegistration, type Expected } from './revision.ts'
import { inOneWrite, markRecorded, recordAudit, recordStart, type AuditEntry } from './store/audit.ts'
import type { Store } from './store/database.ts'
import { formerKeyStore } from './store/former-keys.ts'
import { glpiStore } from './store/glpis.ts'
import { recordEvent } from './store/history.ts'
import { registrationStore, type StoredRegistration } from './store/registrations.ts'
import type { Vault } from './vault.ts'

export type KeyChangesParts = {
  store: Store
  vault: Vault
  glpis: GlpiService
  locks: InstanceLocks
  /** Called after something about an instance was stored. */
  publishChange: (instanceId: string) => void
  now: () => number
}

export type Replacing = { instance: StoredInstance; saved: StoredRegistration | null; key: SendableKey }

/** What GLPI Network says of a key, asked and stored together with the save. */
export type FirstAnswer = {
  /** @returns null where no answer came in time. Does not reject. */
  ask(replacing: Replacing): Promise<Observation | null>
  /** Stores the answer in the write that saves the key. */
  record(
    transaction: Store,
    instance: StoredInstance,
    saved: StoredRegistration,
    answer: Observation,
  ): Promise<StoredRegistration | null>
}

export type KeyChange = {
  expected?: Expected
  /** Throws where a key must not replace the saved one. */
  guard?: (replacing: Replacing) => Promise<void>
  firstAnswer?: FirstAnswer
  /** Where GLPI does not answer, saves the key here and writes it into GLPI later. */
  keepWithoutGlpi?: boolean
}

/** An instance and its key, as they are after a change. */
export type ChangedKey = { instance: StoredInstance; saved: StoredRegistration | null }

export type SavedChange = {
  instance: StoredInstance
  saved: StoredRegistration
  /** false where the same key was saved already. */
  isNew: boolean
  /** Whether GLPI Network's answer was stored with the key. */
  isVerified: boolean
}

/** Saves and removes keys. Where a GLPI is connected, it is changed first, and the outcome is stored here. */
export function createKeyChanges({ store, vault, glpis, locks, publishChange, now }: KeyChangesParts) {
  /** Also where it failed: an outcome may have been stored. */
  const changing = <T>(id: string, work: () => Promise<T>): Promise<T> =>
    locks.run(id, work).finally(() => publishChange(id))

  /** The instance and its key, loaded under the lock. @throws ProblemError */
  async function changeable(id: string, expected: Expected = null) {
    const found = await findInstance(instanceStore(store, now), id)
    const saved = await registrationStore(store).find(id)
    await assertExpectedRegistration({ store, instance: found, saved, expected, now: now() })
    // only an inspection shows whether GLPI Network Cloud holds the key
    const instance = found.glpi?.seenAt === null ? await inspect(found) : found
    if (isManaged(instance.glpi))
      throw new ProblemError('instance-managed', 'This GLPI runs on GLPI Network Cloud, whose platform holds the key.')
    return { instance, saved }
  }

  /** The instance with what an inspection sees of its GLPI now. */
  async function inspect(instance: StoredInstance): Promise<StoredInstance> {
    const recorded = await glpis.inspect(instance, () => undefined, glpis.stopping)
    return recorded?.instance ?? instance
  }

  /** Stores the saved key for as long as it can be restored. */
  async function storeFormerKey(
    transaction: Store,
    { id, servicesUrl, glpi }: StoredInstance,
    saved: StoredRegistration,
    reason: 'replaced' | 'removed',
  ): Promise<void> {
    const { sealedKey, fingerprint, keyLength, finding } = saved
    const given = glpi?.givenFingerprint === fingerprint
    const former = { sealedKey, fingerprint, keyLength, finding, endedAt: now(), reason, servicesUrl, given }
    await formerKeyStore(transaction).add(id, former)
  }

  /** Writes a key into the GLPI, and stores the outcome. */
  async function put(
    replacing: Replacing,
    event: 'saved' | 'restored',
    { firstAnswer, keepWithoutGlpi = false }: Pick<KeyChange, 'firstAnswer' | 'keepWithoutGlpi'>,
  ): Promise<SavedChange> {
    const { instance, saved: before, key } = replacing
    const { id } = instance
    const isSame = before?.fingerprint === key.fingerprint
    const action = event === 'saved' ? 'key-save' : 'key-restore'
    const entry = { action, instance: id, before: before?.fingerprint ?? null, after: key.fingerprint } as const
    if (instance.glpi) await recordStart(store, entry, now())
    // GLPI Network is asked while GLPI is written
    const asked = isSame ? null : firstAnswer?.ask(replacing)
    const outcome = await glpis.set(instance, key.key)
    const isLater = keepWithoutGlpi && isUnanswered(outcome)
    if (outcome && !isLater) throwIfNothingWasSent(outcome)
    // the same key again is not a change, so what is known about it stays
    if (isSame && outcome === null) return { instance, saved: before, isNew: false, isVerified: false }
    const answer = (await asked) ?? null
    const remembered = outcome && (isLater ? NOTHING_REMEMBERED : rememberedAfter(outcome, key.fingerprint, now()))
    return store.transaction().execute(async (transaction) => {
      // before it is overwritten
      if (before && !isSame) await storeFormerKey(transaction, instance, before, 'replaced')
      const sealed = {
        sealedKey: vault.seal(key.key, id),
        fingerprint: key.fingerprint,
        keyLength: key.key.length,
        finding: key.finding,
      }
      const saved = isSame ? before : await registrationStore(transaction).save(id, sealed, now())
      let { glpi } = instance
      if (remembered) {
        const glpiRecords = glpiStore(transaction)
        await glpiRecords.recordStorage(id, remembered)
        await glpiRecords.recordGiven(id, key.fingerprint)
        glpi = await (isLater ? glpiRecords.expectWrite(id, now()) : glpiRecords.forgetWrite(id))
      }
      const changed = { instance: { ...instance, glpi }, saved, isNew: !isSame, isVerified: false }
      await recordAudit(transaction, { ...entry, ...(outcome && !isLater && shownBy(outcome)) }, now())
      if (isSame) return changed
      await formerKeyStore(transaction).forget(id, key.fingerprint)
      const recorded = event === 'saved' && before !== null ? 'replaced' : event
      const blank = { state: 'pending', verdict: 'not-asked', cause: null, ...BY_A_PERSON } as const
      await recordEvent(transaction, id, { event: recorded, fingerprint: key.fingerprint, ...blank }, now())
      const verified = answer && (await firstAnswer?.record(transaction, changed.instance, saved, answer))
      return verified ? { ...changed, saved: verified, isVerified: true } : changed
    })
  }

  /** Stores the outcome of a write into the GLPI. */
  async function recordOutcome(id: string, outcome: WriteOutcome, fingerprint: string | null, at: Store) {
    await glpiStore(at).recordStorage(id, rememberedAfter(outcome, fingerprint, now()))
    return glpiStore(at).forgetWrite(id)
  }

  /** The same for the saved key, which was written once more. */
  const recordWritten = (action: 'key-write' | 'key-prove', id: string, outcome: WriteOutcome, fingerprint: string) =>
    inOneWrite(store, async (transaction) => {
      const glpi = await recordOutcome(id, outcome, fingerprint, transaction)
      const entry = { action, instance: id, before: fingerprint, after: fingerprint } as const
      await recordAudit(transaction, { ...entry, ...shownBy(outcome) }, now())
      return glpi
    })

  /** @throws ProblemError */
  async function writeSavedKey(
    { instance, saved }: ChangedKey,
    action: 'key-write' | 'key-prove',
  ): Promise<ChangedKey> {
    const { id } = instance
    if (!saved || !canRewrite(instance.glpi, saved)) throw new ProblemError('request-invalid', NOT_GIVEN)
    const key = vault.open(saved.sealedKey, id)
    await recordStart(store, { action, instance: id, before: saved.fingerprint, after: saved.fingerprint }, now())
    const outcome = await glpis.set(instance, key)
    if (!outcome) throw new ProblemError('request-invalid', NOT_GIVEN)
    throwIfNothingWasSent(outcome)
    return { instance: { ...instance, glpi: await recordWritten(action, id, outcome, saved.fingerprint) }, saved }
  }

  return {
    save: (id: string, key: SendableKey, { expected, guard, ...how }: KeyChange = {}): Promise<SavedChange> =>
      changing(id, async () => {
        const replacing = { ...(await changeable(id, expected)), key }
        await guard?.(replacing)
        return put(replacing, 'saved', how)
      }),

    /** Replaces the saved key with a former one. @throws ProblemError */
    restore: (id: string, fingerprint: string, { expected, guard, ...how }: KeyChange = {}): Promise<SavedChange> =>
      changing(id, async () => {
        const { instance, saved } = await changeable(id, expected)
        const formerKeys = await formerKeyStore(store).list(id, now())
        const former = formerKeys.find((one) => one.fingerprint === fingerprint && putsBack(instance, one))
        if (!former) throw new ProblemError('former-key-unknown', 'No key with this fingerprint can be put back here.')
        const key = { key: vault.open(former.sealedKey, id), fingerprint, finding: former.finding }
        const replacing = { instance, saved, key }
        await guard?.(replacing)
        return put(replacing, 'restored', how)
      }),

    /**
     * Writes the saved key into GLPI again, so that an administrator who repairs a GLPI does not need the key at hand. A key that
     * was entered for other places must be entered again. Otherwise a person who may change settings could send it elsewhere.
     * @throws ProblemError
     */
    writeAgain: (id: string, expected: Expected = null): Promise<ChangedKey> =>
      changing(id, async () => {
        const found = await changeable(id, expected)
        // before the write: whatever kept GLPI from storing a key may have been repaired
        await inspect(found.instance)
        return writeSavedKey(found, 'key-write')
      }),

    /**
     * Writes a key that was saved while GLPI did not answer. Where that still fails, a later inspection tries again.
     * @returns the instance as it is then; null for an unknown id.
     */
    writeDue: (id: string): Promise<StoredInstance | null> =>
      changing(id, async () => {
        const instance = (await instanceStore(store, now).find(id)) ?? null
        const saved = await registrationStore(store).find(id)
        if (!instance?.glpi?.writeDue || !saved || !canRewrite(instance.glpi, saved)) return instance
        const outcome = await glpis.set(instance, vault.open(saved.sealedKey, id))
        if (!outcome || (outcome.did === 'kept' && outcome.cause !== null)) return instance
        return { ...instance, glpi: await recordWritten('key-write', id, outcome, saved.fingerprint) }
      }),

    /**
     * Writes the key again where GLPI holds it already, and reads it back. Only that shows whether GLPI can read it today. It does
     * not overwrite a value that may be another key.
     * @throws ProblemError
     */
    prove: (id: string, expected: Expected = null): Promise<ChangedKey> =>
      changing(id, async () => {
        const found = await changeable(id, expected)
        const { glpi } = await inspect(found.instance)
        const cause = glpi && proofBlocker(glpi)
        if (cause) throw new ProblemError(cause, NOT_THERE)
        return writeSavedKey(found, 'key-prove')
      }),

    remove: (id: string, expected: Expected = null): Promise<ChangedKey> =>
      changing(id, async () => {
        const { instance, saved } = await changeable(id, expected)
        const entry = { action: 'key-remove', instance: id, before: saved?.fingerprint ?? null } as const
        if (instance.glpi) await recordStart(store, entry, now())
        const outcome = await glpis.remove(instance)
        if (outcome) throwIfNothingWasSent(outcome)
        const glpi = await store.transaction().execute(async (transaction) => {
          const after = outcome ? await recordOutcome(id, outcome, null, transaction) : instance.glpi
          if (outcome && !isGone(outcome)) {
            const code = outcome.cause ?? 'stored-unproven'
            await recordAudit(transaction, { ...entry, outcome: 'failed', code, after: entry.before }, now())
            return after
          }
          const sealedKey = saved && (await registrationStore(transaction).remove(id))
          if (outcome || sealedKey !== null) await recordAudit(transaction, entry, now())
          if (!saved || sealedKey === null) return after
          await storeFormerKey(transaction, instance, { ...saved, sealedKey }, 'removed')
          const gone = { event: 'removed', state: 'none', verdict: 'not-asked', cause: null, ...BY_A_PERSON } as const
          await recordEvent(transaction, id, { ...gone, fingerprint: saved.fingerprint }, now())
          return after
        })
        if (outcome && !isGone(outcome))
          throw markRecorded(new ProblemError(outcome.cause ?? 'stored-unproven', NOT_GONE))
        return { instance: { ...instance, glpi }, saved: null }
      }),
  }
}
export type KeyChanges = ReturnType<typeof createKeyChanges>

/** Keys are changed by people only; of the key itself nothing is known yet, or any more. */
const BY_A_PERSON = { trigger: 'person', beginsAt: null, endsAt: null } as const

const NOT_GIVEN = 'No saved key was given for this GLPI: paste it once.'
const NOT_THERE = 'GLPI does not hold the value that was proven, so nothing was written over it: write the key again.'
const NOT_GONE = 'The removal was sent to GLPI, and nothing shows that the key is gone.'

/** Why the stored value may not be written again: it is not what was proven or accepted. null where it is. */
const proofBlocker = ({ storage, cause, holdsAnother }: RememberedStorage): CauseCode | null => {
  if (holdsAnother) return 'key-differs'
  return storage === 'proven' || storage === 'accepted' ? null : (cause ?? 'stored-unproven')
}

/** @throws ProblemError with the cause, where nothing was sent to GLPI. */
function throwIfNothingWasSent({ did, cause, errorCode, evidence }: WriteOutcome): void {
  if (did !== 'kept' || cause === null) return
  const seen = { ...evidence, ...(errorCode !== null && { errorCode }) }
  throw new ProblemError(cause, wordsFor(cause), Object.keys(seen).length === 0 ? {} : { evidence: seen })
}

/** What the audit has of a key that was sent to GLPI. */
const shownBy = (outcome: WriteOutcome): Pick<AuditEntry, 'outcome' | 'code' | 'facts'> => ({
  ...(!isDone(outcome, 'set') && { outcome: 'failed', code: outcome.cause ?? 'stored-unproven' }),
  facts: { storage: outcome.storage },
})

const isUnanswered = (outcome: WriteOutcome | null): boolean =>
  outcome?.did === 'kept' && outcome.cause !== null && isOutOfReach(outcome.cause)

const wordsFor = (cause: CauseCode): string => `Nothing was written into GLPI, and nothing is changed here: ${cause}.`

/** Where nothing that is configured can read the value, GLPI's word counts. */
const isGone = ({ storage, after }: WriteOutcome): boolean =>
  storage === 'none' || storage === 'blank' || (storage === 'accepted' && after.state === 'unseen')

const rememberedAfter = (outcome: WriteOutcome, fingerprint: string | null, at: number): RememberedStorage => {
  const { storage, cause, readable, after } = outcome
  const isProof = storage === 'proven' && fingerprint !== null
  const seen = after.state === 'unseen' ? null : at
  return {
    storage,
    cause,
    holdsAnother: false,
    mark: isProof ? after.mark : null,
    fingerprint: isProof ? fingerprint : null,
    storedSeenAt: seen,
    since: at,
    provenAt: isProof ? at : null,
    readable: readable === null ? null : { holds: readable, by: after.by, at },
    // GLPI had to decrypt the token of this session, though the key was not decrypted here
    sameToken: isProof && after.state === 'present' && after.glpiReads === true,
  }
}
