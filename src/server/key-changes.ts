import type { CauseCode } from '#domain/causes.ts'
import { isOutOfReach } from '#domain/out-of-reach.ts'
import type { WriteOutcome } from '#domain/storage.ts'
import { NOTHING_REMEMBERED, type RememberedStorage } from '#domain/reconcile-stored-key.ts'
import { putsBack } from './former-keys.ts'
import type { InstanceLocks } from './glpi/instance-locks.ts'
import type { GlpiService } from './glpi/glpi-service.ts'
import { isManaged, canRewrite } from './glpi/view.ts'
import { ProblemError } from '#contract/problem-error.ts'
import type { SendableKey } from './sendable-key.ts'
import { assertExpectedRegistration, type Expected } from './revision.ts'
import type { Store } from './store/database.ts'
import { formerKeyStore } from './store/former-keys.ts'
import { glpiStore } from './store/glpis.ts'
import { recordEvent } from './store/history.ts'
import { instanceStore, type StoredInstance } from './store/instances.ts'
import { registrationStore, type StoredRegistration } from './store/registrations.ts'
import type { Vault } from './vault.ts'

export type KeyChangesParts = {
  store: Store
  vault: Vault
  glpis: GlpiService
  locks: InstanceLocks
  now: () => number
}

export type Replacing = { instance: StoredInstance; saved: StoredRegistration | null; key: SendableKey }

export type KeyChange = {
  expected?: Expected
  /** May refuse that a key takes another's place, by throwing. */
  guard?: (replacing: Replacing) => Promise<void>
  /** Saves here what GLPI cannot be given now, and writes it there once it answers. */
  keepWithoutGlpi?: boolean
}

/** An instance and its key as they are after a change, so that nobody has to load them again. */
export type AfterChange = {
  instance: StoredInstance
  saved: StoredRegistration
  /** false where the same key was saved already. */
  isNew: boolean
}

/** Saving and removing keys: in the GLPI first, where one is connected, and here only what came of that. */
export function createKeyChanges({ store, vault, glpis, locks, now }: KeyChangesParts) {
  /** The instance and its key, loaded under the lock. @throws ProblemError */
  async function changeable(id: string, expected: Expected = null) {
    let instance = await instanceStore(store, now).find(id)
    const saved = await registrationStore(store).find(id)
    if (instance) await assertExpectedRegistration({ store, instance, saved, expected, now: now() })
    if (instance?.glpi && instance.glpi.seenAt === null) {
      // whether a platform holds the key shows only there
      await glpis.inspect(instance, () => undefined, glpis.stopping)
      instance = await instanceStore(store, now).find(id)
    }
    if (!instance) throw new ProblemError('instance-unknown', 'No instance has this id.')
    if (isManaged(instance.glpi))
      throw new ProblemError('instance-managed', 'This GLPI runs on GLPI Network Cloud, whose platform holds the key.')
    return { instance, saved }
  }

  /** Stores the sealed key for as long as it can be put back. */
  async function storeFormerKey(
    transaction: Store,
    { id, servicesUrl, glpi }: StoredInstance,
    saved: StoredRegistration,
    reason: 'replaced' | 'removed',
  ): Promise<void> {
    const { sealedKey, fingerprint, keyLength, finding } = saved
    const given = glpi?.givenFingerprint === fingerprint
    const former = { sealedKey, fingerprint, keyLength, finding, endedAt: now(), reason, servicesUrl, given }
    await formerKeyStore(transaction).keep(id, former)
  }

  /** Writes a key into the GLPI, and saves what came of that. */
  async function put(
    { instance, saved: before, key }: Replacing,
    event: 'saved' | 'restored',
    keepWithoutGlpi = false,
  ): Promise<AfterChange> {
    const { id } = instance
    const outcome = await glpis.set(instance, key.key)
    const isLater = keepWithoutGlpi && isUnanswered(outcome)
    if (outcome && !isLater) throwIfNothingWasSent(outcome)
    const isSame = before?.fingerprint === key.fingerprint
    // the same key again is not a change: what is known of it stays known
    if (isSame && outcome === null) return { instance, saved: before, isNew: false }
    const sealed = {
      sealedKey: vault.seal(key.key, id),
      fingerprint: key.fingerprint,
      keyLength: key.key.length,
      finding: key.finding,
    }
    const remembered = outcome && (isLater ? NOTHING_REMEMBERED : rememberedAfter(outcome, key.fingerprint, now()))
    const saved = await store.transaction().execute(async (transaction) => {
      const registered = isSame ? before : await registrationStore(transaction).save(id, sealed, now())
      if (remembered) {
        await glpiStore(transaction).recordStorage(id, remembered)
        await glpiStore(transaction).recordGiven(id, key.fingerprint)
        if (isLater) await glpiStore(transaction).expectWrite(id, now())
        else await glpiStore(transaction).forgetWrite(id)
      }
      if (isSame) return registered
      if (before) await storeFormerKey(transaction, instance, before, 'replaced')
      await formerKeyStore(transaction).forget(id, key.fingerprint)
      const recorded = event === 'saved' && before !== null ? 'replaced' : event
      const blank = { state: 'pending', verdict: 'not-asked', cause: null } as const
      await recordEvent(transaction, id, { event: recorded, fingerprint: key.fingerprint, ...blank }, now())
      return registered
    })
    const glpi = instance.glpi && {
      ...instance.glpi,
      ...remembered,
      ...(remembered && { givenFingerprint: key.fingerprint, writeDue: isLater }),
      ...(isLater && { failures: 0 }),
    }
    return { instance: { ...instance, glpi }, saved, isNew: !isSame }
  }

  /** @throws ProblemError */
  async function writeSavedKey({ instance, saved }: Omit<Replacing, 'key'>): Promise<void> {
    const { id } = instance
    if (!saved || !canRewrite(instance.glpi, saved)) throw new ProblemError('request-invalid', NOT_GIVEN)
    const outcome = await glpis.set(instance, vault.open(saved.sealedKey, id))
    if (!outcome) throw new ProblemError('request-invalid', NOT_GIVEN)
    throwIfNothingWasSent(outcome)
    await glpiStore(store).recordStorage(id, rememberedAfter(outcome, saved.fingerprint, now()))
    await glpiStore(store).forgetWrite(id)
  }

  return {
    save: (
      id: string,
      key: SendableKey,
      { expected, guard, keepWithoutGlpi = false }: KeyChange = {},
    ): Promise<AfterChange> =>
      locks.run(id, async () => {
        const replacing = { ...(await changeable(id, expected)), key }
        await guard?.(replacing)
        return put(replacing, 'saved', keepWithoutGlpi)
      }),

    /** A former key takes the place of whatever is there now. @throws ProblemError */
    restore: (id: string, fingerprint: string, { expected, guard }: KeyChange = {}): Promise<AfterChange> =>
      locks.run(id, async () => {
        const { instance, saved } = await changeable(id, expected)
        const formerKeys = await formerKeyStore(store).list(id, now())
        const former = formerKeys.find((one) => one.fingerprint === fingerprint && putsBack(instance, one))
        if (!former) throw new ProblemError('former-key-unknown', 'No key with this fingerprint can be put back here.')
        const key = { key: vault.open(former.sealedKey, id), fingerprint, finding: former.finding }
        const replacing = { instance, saved, key }
        await guard?.(replacing)
        return put(replacing, 'restored')
      }),

    /**
     * Writes the saved key into GLPI once more, so that an administrator who repairs a GLPI need not have it at hand. A key that
     * was not given for these very places has to be given again: otherwise whoever may change settings could send it elsewhere.
     * @throws ProblemError
     */
    writeAgain: (id: string, expected: Expected = null): Promise<void> =>
      locks.run(id, async () => {
        const found = await changeable(id, expected)
        // the obstacle may have been removed; an inspection after the write would know less
        await glpis.inspect(found.instance, () => undefined, glpis.stopping)
        await writeSavedKey(found)
      }),

    /** What was saved while GLPI did not answer goes there now; where something still stands in the way, at a later inspection. */
    writeDue: (id: string): Promise<void> =>
      locks.run(id, async () => {
        const instance = await instanceStore(store, now).find(id)
        const saved = await registrationStore(store).find(id)
        if (!instance?.glpi?.writeDue || !saved || !canRewrite(instance.glpi, saved)) return
        const outcome = await glpis.set(instance, vault.open(saved.sealedKey, id))
        if (!outcome || (outcome.did === 'kept' && outcome.cause !== null)) return
        await glpiStore(store).recordStorage(id, rememberedAfter(outcome, saved.fingerprint, now()))
        await glpiStore(store).forgetWrite(id)
      }),

    /**
     * Writes the key once more where it stands already, and reads it back: only that shows whether GLPI can read it today. Not over a
     * value that may be somebody else's.
     * @throws ProblemError
     */
    prove: (id: string, expected: Expected = null): Promise<void> =>
      locks.run(id, async () => {
        const { instance, saved } = await changeable(id, expected)
        await glpis.inspect(instance, () => undefined, glpis.stopping)
        const seen = await glpiStore(store).find(id)
        const cause = seen && proofBlocker(seen)
        if (cause) throw new ProblemError(cause, NOT_THERE)
        await writeSavedKey({ instance, saved })
      }),

    remove: (id: string, expected: Expected = null): Promise<void> =>
      locks.run(id, async () => {
        const { instance, saved } = await changeable(id, expected)
        const outcome = await glpis.remove(instance)
        if (outcome) throwIfNothingWasSent(outcome)
        await store.transaction().execute(async (transaction) => {
          if (outcome) await glpiStore(transaction).recordStorage(id, rememberedAfter(outcome, null, now()))
          if (outcome) await glpiStore(transaction).forgetWrite(id)
          if (outcome && !isGone(outcome)) return
          if (!saved || !(await registrationStore(transaction).remove(id))) return
          await storeFormerKey(transaction, instance, saved, 'removed')
          const gone = { event: 'removed', state: 'none', verdict: 'not-asked', cause: null } as const
          await recordEvent(transaction, id, { ...gone, fingerprint: saved.fingerprint }, now())
        })
        if (outcome && !isGone(outcome)) throw new ProblemError(outcome.cause ?? 'stored-unproven', NOT_GONE)
      }),
  }
}
export type KeyChanges = ReturnType<typeof createKeyChanges>

const NOT_GIVEN = 'No saved key was given for this GLPI: paste it once.'
const NOT_THERE = 'GLPI does not hold the value that was proven, so nothing was written over it: write the key again.'
const NOT_GONE = 'The removal was sent to GLPI, and nothing shows that the key is gone.'

/** What stands there is not what was proven, or accepted: another key, none, or something that nobody knows. */
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

const isUnanswered = (outcome: WriteOutcome | null): boolean =>
  outcome?.did === 'kept' && outcome.cause !== null && isOutOfReach(outcome.cause)

const wordsFor = (cause: CauseCode): string => `Nothing was written into GLPI, and nothing is changed here: ${cause}.`

/** `accepted` and unseen: GLPI said so, and nothing that is configured could tell better. */
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
    // what decrypted nothing of the key itself, and was open all the same
    sameToken: isProof && after.state === 'present' && after.glpiReads === true,
  }
}
