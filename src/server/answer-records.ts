import { foldState } from '#domain/fold-state.ts'
import { pauseAfterCheck } from '#domain/recheck.ts'
import { isDecidedInGlpi, type Observation, type VendorAnswer } from '#domain/verdict.ts'
import { storedStorageStateOf } from './glpi/view.ts'
import { recordAudit } from './store/audit.ts'
import type { Store } from './store/database.ts'
import { glpiStore } from './store/glpis.ts'
import { recordEvent } from './store/history.ts'
import type { StoredInstance } from './store/instances.ts'
import { registrationStore, type CheckedBy, type StoredRegistration } from './store/registrations.ts'
import type { VendorClock } from './vendor-clock.ts'

type Parts = { store: Store; vendorClock: VendorClock; random: () => number }

/** Stores what GLPI Network answered about a saved key: with the key, in its history, and in the audit where the verdict is another. */
export function createAnswerRecords({ store, vendorClock, random }: Parts) {
  /** @returns what is stored then; null when another key has replaced this one meanwhile. */
  async function recordIn(
    transaction: Store,
    { id, servicesUrl }: StoredInstance,
    stored: StoredRegistration,
    observation: Observation,
    by: CheckedBy,
    language: string,
  ): Promise<StoredRegistration | null> {
    const time = vendorClock.at(servicesUrl, stored)
    const failures = observation.verdict === 'no-answer' ? stored.failures + 1 : 0
    const nextCheckAt = Math.round(time.ourNow + pauseAfterCheck(observation, failures, random()))
    const attempt = { observation, by, language, time, failures, nextCheckAt }
    const recorded = await registrationStore(transaction).record(id, stored.fingerprint, attempt)
    if (!recorded) return null
    const glpi = await glpiStore(transaction).find(id)
    const { state } = foldState(time, recorded, storedStorageStateOf(glpi))
    const { verdict } = observation
    const cause = isDecidedInGlpi(state) ? (glpi?.cause ?? observation.cause) : observation.cause
    const outcome = { event: 'checked', fingerprint: stored.fingerprint, state, verdict, cause } as const
    const event = { ...outcome, trigger: by, ...periodOf(recorded.answer) }
    await recordEvent(transaction, id, event, time.ourNow)
    return recorded
  }

  /** An answer that was the same before is no change. */
  async function recordVerdictChange(
    transaction: Store,
    { id, servicesUrl }: StoredInstance,
    before: StoredRegistration,
    after: StoredRegistration,
  ): Promise<void> {
    const time = vendorClock.at(servicesUrl, before)
    const glpi = storedStorageStateOf(await glpiStore(transaction).find(id))
    const [from, to] = [foldState(time, before, glpi).state, foldState(time, after, glpi).state]
    const verdicts = { from: before.latest?.verdict ?? 'not-asked', to: after.latest?.verdict ?? 'not-asked' }
    if (from === to && verdicts.from === verdicts.to) return
    const facts = { from, to, verdictFrom: verdicts.from, verdictTo: verdicts.to }
    const key = { before: before.fingerprint, after: after.fingerprint }
    await recordAudit(transaction, { action: 'verdict-change', instance: id, ...key, facts }, time.ourNow)
  }

  return {
    /** In the write that saves the key. */
    recordIn,

    /** @returns what is stored then; null when another key has replaced this one meanwhile. */
    record: (
      instance: StoredInstance,
      stored: StoredRegistration,
      observation: Observation,
      by: CheckedBy,
      language: string,
    ): Promise<StoredRegistration | null> =>
      store.transaction().execute(async (transaction) => {
        const recorded = await recordIn(transaction, instance, stored, observation, by, language)
        if (recorded) await recordVerdictChange(transaction, instance, stored, recorded)
        return recorded
      }),
  }
}

/** The period that the last answer named. */
export const periodOf = (answer: VendorAnswer | null) => {
  const subscription = answer === null || answer.verdict === 'refused' ? null : answer.subscription
  return { beginsAt: subscription?.beginsAt ?? null, endsAt: subscription?.endsAt ?? null }
}
