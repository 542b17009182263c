import { setTimeout as pause } from 'node:timers/promises'
import { fingerprintOf } from '#domain/fingerprint.ts'
import type { Reachability } from '#domain/unlock.ts'
import type { NoAnswer, Observation } from '#domain/verdict.ts'
import type { VendorClient } from '#glpi-network/client.ts'
import { sharedPartsOf, type Store } from './store/database.ts'
import type { ReplicaLocks } from './store/replica-locks.ts'
import { SANDBOX_ID, type StoredInstance } from './store/instances.ts'
import { registrationStore, type CheckedBy, type StoredRegistration } from './store/registrations.ts'
import type { Vault } from './vault.ts'
import { createAnswerRecords } from './answer-records.ts'
import type { VendorLimits } from './vendor-limits.ts'
import type { VendorClock } from './vendor-clock.ts'
import { uidOf, vendorPathOf, type VendorPath } from './vendor-path.ts'

export type CheckerParts = {
  store: Store
  vault: Vault
  createClient: (path: VendorPath) => VendorClient
  vendorClock: VendorClock
  vendorLimits: VendorLimits
  /** The stand-in's address: each of its keys behaves as a vendor of its own. */
  sandboxUrl: string | null
  random: () => number
  waits: PersonWaits
  /** Called after something about an instance was stored. */
  publishChange: (instanceId: string) => void
  report: (error: unknown) => void
}

/** How long a person waits for GLPI Network, in milliseconds. The question itself continues. */
export type PersonWaits = {
  /** Before a key is saved unverified; it is verified as soon as the answer comes. */
  saveMs: number
  /** Before a person is asked whether a key that works should be replaced by an unverified one. */
  replaceMs: number
}

/** What surrounds a question. */
type Turn = {
  /** Nobody waits for the answer. */
  isDue: boolean
  /** @returns what is known by now, in place of an answer. */
  before(): Promise<Observation | null>
  after(observation: Observation): Promise<void>
}
const ALONE: Turn = { isDue: false, before: async () => null, after: async () => undefined }

/** Asks GLPI Network about keys, once at a time for each key, and stores the answers. */
export function createChecker(parts: CheckerParts) {
  const { store, vault, createClient, vendorClock, vendorLimits, sandboxUrl } = parts
  const { random, waits, publishChange, report } = parts
  const answers = createAnswerRecords({ store, vendorClock, random })
  const registrations = registrationStore(store)
  const replicaLocks = sharedPartsOf(store)?.locks ?? null
  const clients = new Map<string, VendorClient>()
  const questions = new Map<string, Promise<Observation>>()
  const checks = new Map<string, Promise<StoredRegistration | null>>()
  const reachabilities = new Map<string, Reachability>()
  const stopping = new AbortController()

  /** One client for all instances that ask by the same network path. */
  function clientFor(instance: StoredInstance): VendorClient {
    const path = vendorPathOf(instance, vault)
    const name = JSON.stringify(path)
    const client = clients.get(name) ?? createClient(path)
    clients.set(name, client)
    return client
  }

  /** What is silent, or wants to be left alone, together. */
  function limitsNameOf(instance: StoredInstance, fingerprint: string): string {
    const { servicesUrl, proxy = null } = vendorPathOf(instance, vault)
    return JSON.stringify([
      servicesUrl,
      proxy,
      instance.id === SANDBOX_ID || servicesUrl === sandboxUrl ? fingerprint : null,
    ])
  }

  /** Reads lists of GLPI Network, as of plugins, within the pause that it has asked for. @param fingerprint of the key it is asked with. */
  function listsFor(instance: StoredInstance, fingerprint: string | null): Pick<VendorClient, 'list'> {
    const limits = limitsNameOf(instance, fingerprint ?? '')
    return {
      async list(question) {
        const paused = await vendorLimits.pause(limits)
        if (paused) return { cause: paused.cause, retryAfterSeconds: paused.retryAfterSeconds }
        const answer = await clientFor(instance).list(question)
        if (answer.cause !== null) await vendorLimits.notePause(limits, answer)
        return answer
      },
    }
  }

  /**
   * One question at a time about a key, whatever replica asks.
   * @param turn what is done before the question, where another replica asked meanwhile, and after it, before another one may ask.
   */
  function ask(instance: StoredInstance, key: string, language: string, turn: Turn = ALONE): Promise<Observation> {
    const uid = uidOf(instance).value
    const name = JSON.stringify([vendorPathOf(instance, vault), uid, fingerprintOf(key)])
    const running = questions.get(name)
    if (running) return running
    const limits = limitsNameOf(instance, fingerprintOf(key))
    const askVendor = (): Promise<Observation> =>
      vendorLimits.ask(
        limits,
        async (tries) => {
          const observation = await clientFor(instance).ask({ key, uid, language, tries, signal: stopping.signal })
          vendorClock.receive(instance.servicesUrl, observation)
          return observation
        },
        turn,
      )
    const inTurn = (replicas: ReplicaLocks): Promise<Observation> =>
      replicas.run(`key ${fingerprintOf(key)}`, async () => {
        // also where the lock was free: another replica may have had it since the caller looked
        const known = await turn.before()
        if (known) return known
        const observation = await askVendor()
        await turn.after(observation)
        return observation
      })
    const asked = (replicaLocks ? unlessPaused(limits, () => inTurn(replicaLocks)) : askVendor()).finally(() =>
      questions.delete(name),
    )
    questions.set(name, asked)
    return asked
  }

  /** A pause is known without a turn among the replicas. */
  const unlessPaused = async (limits: string, question: () => Promise<Observation>): Promise<Observation> =>
    (await vendorLimits.pause(limits)) ?? question()

  /** @returns what is stored then; null when another key has replaced this one meanwhile. */
  async function record(
    instance: StoredInstance,
    stored: StoredRegistration,
    observation: Observation,
    by: CheckedBy,
    language: string,
  ): Promise<StoredRegistration | null> {
    if (stopping.signal.aborted) return stored
    const after = await answers.record(instance, stored, observation, by, language)
    if (after) publishChange(instance.id)
    return after
  }

  async function askAndRecord(
    instance: StoredInstance,
    stored: StoredRegistration,
    by: CheckedBy,
    language?: string,
  ): Promise<StoredRegistration | null> {
    const askedIn = language ?? stored.answerLanguage ?? 'en'
    /** What this turn has stored, or another replica. */
    const known: { recorded?: Promise<StoredRegistration | null> } = {}
    const turn: Turn = {
      isDue: by === 'schedule',
      async before() {
        const found = await registrations.find(instance.id)
        if (found?.fingerprint !== stored.fingerprint || found.latestAt === stored.latestAt) return null
        known.recorded = Promise.resolve(found)
        return found.latest
      },
      async after(observation) {
        known.recorded = record(instance, stored, observation, by, askedIn)
        // where it fails, it fails below
        await known.recorded.catch(() => undefined)
      },
    }
    const observation = await ask(instance, vault.open(stored.sealedKey, instance.id), askedIn, turn)
    return known.recorded ?? record(instance, stored, observation, by, askedIn)
  }

  /** Callers that ask about the same key at once share one answer. */
  async function checkStored(
    instance: StoredInstance,
    stored: StoredRegistration,
    by: CheckedBy,
    language?: string,
  ): Promise<StoredRegistration | null> {
    // what is not asked is not recorded: the pause is what was recorded last
    if (
      stored.latest?.verdict === 'no-answer' &&
      (await vendorLimits.pause(limitsNameOf(instance, stored.fingerprint)))
    )
      return stored
    const name = `${instance.id} ${stored.fingerprint}`
    const checking = checks.get(name) ?? askAndRecord(instance, stored, by, language)
    checks.set(name, checking)
    return checking.finally(() => checks.delete(name))
  }

  /**
   * Asks about the saved key and records the answer. Without a key, it only finds out whether GLPI Network answers.
   * @param wantedAt an answer that was stored later than this is as good as a new one.
   * @returns what is saved then.
   */
  async function checkSaved(
    instance: StoredInstance,
    by: CheckedBy,
    language?: string,
    wantedAt = Infinity,
  ): Promise<StoredRegistration | null> {
    const stored = await registrations.find(instance.id)
    if (
      stored?.latestAt &&
      stored.latestAt > wantedAt &&
      stored.latestAt <= vendorClock.at(instance.servicesUrl, null).ourNow
    )
      return stored
    if (stored) return (await checkStored(instance, stored, by, language)) ?? registrations.find(instance.id)
    if (await vendorLimits.pause(limitsNameOf(instance, ''))) return null
    const { reachable, cause } = await clientFor(instance).ping({ signal: stopping.signal })
    reachabilities.set(instance.id, { reachable, cause })
    publishChange(instance.id)
    return null
  }

  return {
    ask,
    checkSaved,
    listsFor,

    /** The pause that GLPI Network has asked for where this key would be asked about; null: it may be asked. */
    pauseFor: (instance: StoredInstance, fingerprint: string | null): Promise<NoAnswer | null> =>
      vendorLimits.pause(limitsNameOf(instance, fingerprint ?? '')),

    /** What a question that was asked elsewhere brought: a pause binds everyone. */
    async noteAnswer(instance: StoredInstance, fingerprint: string | null, observation: Observation): Promise<void> {
      if (observation.verdict === 'no-answer')
        await vendorLimits.notePause(limitsNameOf(instance, fingerprint ?? ''), observation)
    },

    /** For due work: how long the check of this key has to wait for its vendor, in milliseconds. */
    waitMs: (instance: StoredInstance, { fingerprint }: StoredRegistration): Promise<number> =>
      vendorLimits.waitMs(limitsNameOf(instance, fingerprint)),

    /** Asks about a key that would replace one that works. The next caller who asks the same joins the question. */
    askBeforeReplacing: (instance: StoredInstance, key: string, language: string): Promise<Observation> =>
      within(waits.replaceMs, ask(instance, key, language), LATE),

    /** Asks about a key that is being saved. */
    askBeforeSaving: (instance: StoredInstance, key: string, language: string): Promise<Observation> =>
      within(waits.saveMs, ask(instance, key, language), LATE).catch((error: unknown) => {
        report(error)
        return LATE
      }),

    /** Records an answer in the write that saves its key. Nothing is published. */
    recordIn: answers.recordIn,

    /**
     * Asks about a key that is already saved, and waits up to `saveMs`. A later answer is still recorded.
     * @returns what is stored then; null when another key has replaced this one meanwhile.
     */
    checkSoon: (
      instance: StoredInstance,
      stored: StoredRegistration,
      by: CheckedBy,
      language: string,
    ): Promise<StoredRegistration | null> => {
      const checking = checkStored(instance, stored, by, language).catch((error: unknown) => {
        report(error)
        return stored
      })
      return within<StoredRegistration | null>(waits.saveMs, checking, stored)
    },

    /** The same for callers that have waited already. */
    checkLater: (instance: StoredInstance, stored: StoredRegistration, by: CheckedBy, language: string): void =>
      void checkStored(instance, stored, by, language).catch(report),

    /** Records an answer about the saved key to a question that was asked elsewhere, such as by a diagnosis. Timed by `steady`. */
    async recordAnswer(
      instance: StoredInstance,
      stored: StoredRegistration,
      observation: Observation,
      language: string,
      by: CheckedBy = 'person',
    ): Promise<StoredRegistration | null> {
      vendorClock.receive(instance.servicesUrl, observation)
      return record(instance, stored, observation, by, language)
    },

    /** How GLPI Network last answered an instance that has no key. */
    lastReachability: (instanceId: string): Reachability => reachabilities.get(instanceId) ?? null,

    async stop(): Promise<void> {
      stopping.abort()
      await Promise.allSettled([...questions.values(), ...checks.values()])
      await Promise.allSettled([...clients.values()].map((client) => client.close()))
    },
  }
}

/** Waits for `work` no longer than `ms`. The work itself continues. */
async function within<T>(ms: number, work: Promise<T>, late: T): Promise<T> {
  const waiting = new AbortController()
  const tooLate = pause(ms, late, { signal: waiting.signal })
  // stopped below, once the work is done
  tooLate.catch(() => undefined)
  return Promise.race([work, tooLate]).finally(() => waiting.abort())
}

/** No answer came while a person waited. The question continues. */
export const LATE: Observation = {
  verdict: 'no-answer',
  message: null,
  cause: 'reply-timeout',
  retryAfterSeconds: null,
}

export type Checker = ReturnType<typeof createChecker>
