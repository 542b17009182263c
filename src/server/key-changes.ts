import type { CauseCode } from '#domain/causes.ts'
import { isOutOfReach } from '#domain/out-of-reach.ts'
import type { WriteOutcome } from '#domain/storage.ts'
import { NOTHING_REMEMBERED, type RememberedStorage } from '#domain/stored-against-ours.ts'
import type { Exclusive } from './glpi/exclusive.ts'
import type { Glpis } from './glpi/glpis.ts'
import { isManaged, mayWriteAgain } from './glpi/view.ts'
import { Refusal } from './http/refusal.ts'
import type { SendableKey } from './http/sendable-key.ts'
import type { Store } from './store/database.ts'
import { glpiStore } from './store/glpis.ts'
import { recordEvent } from './store/history.ts'
import { instanceStore, type StoredInstance } from './store/instances.ts'
import { registrationStore } from './store/registrations.ts'
import type { Vault } from './vault.ts'

export type KeyChangesParts = {
  store: Store
  vault: Vault
  glpis: Glpis
  exclusive: Exclusive
  now: () => number
}

/** Saving and removing keys: in the GLPI first, where one is connected, and here only what came of that. */
export function createKeyChanges({ store, vault, glpis, exclusive, now }: KeyChangesParts) {
  /** As it stands now that nothing else happens to it. @throws Refusal */
  async function changeable(id: string): Promise<StoredInstance> {
    let instance = await instanceStore(store, now).find(id)
    if (instance?.glpi && instance.glpi.seenAt === null) {
      // whether a platform holds the key shows only there
      await glpis.look(instance, () => undefined, glpis.stopping)
      instance = await instanceStore(store, now).find(id)
    }
    if (!instance) throw new Refusal('instance-unknown', 'No instance has this id.')
    if (isManaged(instance.glpi))
      throw new Refusal('instance-managed', 'This GLPI runs on GLPI Network Cloud, whose platform holds the key.')
    return instance
  }

  return {
    /**
     * @param keepWithoutGlpi saves here what GLPI cannot be given now, and writes it there once it answers.
     * @returns false where the same key was saved already and there was nothing to write.
     */
    save: (id: string, key: SendableKey, keepWithoutGlpi = false): Promise<boolean> =>
      exclusive.run(id, async () => {
        const instance = await changeable(id)
        const before = await registrationStore(store).find(id)
        const outcome = await glpis.set(instance, key.key)
        const isLater = keepWithoutGlpi && isUnanswered(outcome)
        if (outcome && !isLater) refuseWhatWasKept(outcome)
        const isSame = before?.fingerprint === key.fingerprint
        // the same key again is not a change: what is known of it stays known
        if (isSame && outcome === null) return false
        const saved = {
          sealedKey: vault.seal(key.key, id),
          fingerprint: key.fingerprint,
          keyLength: key.key.length,
          finding: key.finding,
        }
        await store.transaction().execute(async (transaction) => {
          if (!isSame) await registrationStore(transaction).save(id, saved, now())
          if (outcome)
            await glpiStore(transaction).recordStorage(
              id,
              isLater ? NOTHING_REMEMBERED : rememberedAfter(outcome, key.fingerprint),
            )
          if (outcome) await glpiStore(transaction).recordGiven(id, key.fingerprint)
          if (isLater) await glpiStore(transaction).expectWrite(id, now())
          else if (outcome) await glpiStore(transaction).forgetWrite(id)
          if (isSame) return
          const event = before === null ? 'saved' : 'replaced'
          const blank = { state: 'pending', verdict: 'not-asked', cause: null } as const
          await recordEvent(transaction, id, { event, fingerprint: key.fingerprint, ...blank }, now())
        })
        return !isSame
      }),

    /**
     * Into GLPI once more, from where it is kept: whoever mends a GLPI need not have the key at hand. Where it was not given for
     * these very places it has to be given again, or who may change settings could have it sent to a place of his own.
     * @throws Refusal
     */
    writeAgain: (id: string): Promise<void> =>
      exclusive.run(id, async () => {
        const instance = await changeable(id)
        const kept = await registrationStore(store).find(id)
        if (!kept || !mayWriteAgain(instance.glpi, kept)) throw new Refusal('request-invalid', NOT_GIVEN)
        const outcome = await glpis.set(instance, vault.open(kept.sealedKey, id))
        if (!outcome) throw new Refusal('request-invalid', NOT_GIVEN)
        refuseWhatWasKept(outcome)
        await glpiStore(store).recordStorage(id, rememberedAfter(outcome, kept.fingerprint))
        await glpiStore(store).forgetWrite(id)
      }),

    /** What was saved while GLPI did not answer goes there now; where something still stands in the way, at a later look. */
    writeDue: (id: string): Promise<void> =>
      exclusive.run(id, async () => {
        const instance = await instanceStore(store, now).find(id)
        const kept = await registrationStore(store).find(id)
        if (!instance?.glpi?.writeDue || !kept || !mayWriteAgain(instance.glpi, kept)) return
        const outcome = await glpis.set(instance, vault.open(kept.sealedKey, id))
        if (!outcome || (outcome.did === 'kept' && outcome.cause !== null)) return
        await glpiStore(store).recordStorage(id, rememberedAfter(outcome, kept.fingerprint))
        await glpiStore(store).forgetWrite(id)
      }),

    remove: (id: string): Promise<void> =>
      exclusive.run(id, async () => {
        const instance = await changeable(id)
        const before = await registrationStore(store).find(id)
        const outcome = await glpis.remove(instance)
        if (outcome) refuseWhatWasKept(outcome)
        await store.transaction().execute(async (transaction) => {
          if (outcome) await glpiStore(transaction).recordStorage(id, rememberedAfter(outcome, null))
          if (outcome) await glpiStore(transaction).forgetWrite(id)
          if (outcome && !isGone(outcome)) return
          if (!(await registrationStore(transaction).remove(id))) return
          const gone = { event: 'removed', state: 'none', verdict: 'not-asked', cause: null } as const
          await recordEvent(transaction, id, { ...gone, fingerprint: before?.fingerprint ?? null }, now())
        })
        if (outcome && !isGone(outcome)) throw new Refusal(outcome.cause ?? 'stored-unproven', NOT_GONE)
      }),
  }
}
export type KeyChanges = ReturnType<typeof createKeyChanges>

const NOT_GIVEN = 'No saved key was given for this GLPI: paste it once.'
const NOT_GONE = 'The removal was sent to GLPI, and nothing shows that the key is gone.'

/** @throws Refusal with the cause that stood in the way, so that nothing was sent to GLPI. */
function refuseWhatWasKept({ did, cause }: WriteOutcome): void {
  if (did === 'kept' && cause !== null) throw new Refusal(cause, wordsFor(cause))
}

const isUnanswered = (outcome: WriteOutcome | null): boolean =>
  outcome?.did === 'kept' && outcome.cause !== null && isOutOfReach(outcome.cause)

const wordsFor = (cause: CauseCode): string => `Nothing was written into GLPI, and nothing is changed here: ${cause}.`

/** `accepted` and unseen: GLPI said so, and nothing that is configured could tell better. */
const isGone = ({ storage, after }: WriteOutcome): boolean =>
  storage === 'none' || storage === 'blank' || (storage === 'accepted' && after.state === 'unseen')

const rememberedAfter = ({ storage, cause, after }: WriteOutcome, fingerprint: string | null): RememberedStorage => {
  const isProof = storage === 'proven' && fingerprint !== null
  return {
    storage,
    cause,
    holdsAnother: false,
    mark: isProof ? after.mark : null,
    fingerprint: isProof ? fingerprint : null,
  }
}
