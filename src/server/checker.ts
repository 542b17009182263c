import { fingerprintOf } from '#domain/key.ts'
import { pauseAfter } from '#domain/recheck.ts'
import type { Reach } from '#domain/unlock.ts'
import { stateOf, type Observation } from '#domain/verdict.ts'
import type { VendorClient } from '#vendor/client.ts'
import { expiryOf } from '#domain/expiry.ts'
import type { Store } from './store/database.ts'
import { recordEvent } from './store/history.ts'
import type { StoredInstance } from './store/instances.ts'
import { registrationStore, type CheckedBy, type StoredRegistration } from './store/registrations.ts'
import type { Vault } from './vault.ts'

export type CheckerParts = {
  store: Store
  vault: Vault
  createClient: (servicesUrl: string) => VendorClient
  now: () => number
  random: () => number
}

/** Asks GLPI Network, at most once at a time for one key, and writes down what it said. */
export function createChecker({ store, vault, createClient, now, random }: CheckerParts) {
  const registrations = registrationStore(store)
  const clients = new Map<string, VendorClient>()
  const flights = new Map<string, Promise<Observation>>()
  const savedFlights = new Map<string, Promise<void>>()
  const reaches = new Map<string, Reach>()
  const stopping = new AbortController()

  function clientFor({ servicesUrl }: StoredInstance): VendorClient {
    const client = clients.get(servicesUrl) ?? createClient(servicesUrl)
    clients.set(servicesUrl, client)
    return client
  }

  function ask(instance: StoredInstance, key: string, language: string): Promise<Observation> {
    const flight = `${instance.servicesUrl} ${instance.uid} ${fingerprintOf(key)}`
    const flying = flights.get(flight)
    if (flying) return flying
    const asked = clientFor(instance)
      .ask({ key, uid: instance.uid, language, signal: stopping.signal })
      .finally(() => flights.delete(flight))
    flights.set(flight, asked)
    return asked
  }

  async function record(
    stored: StoredRegistration,
    observation: Observation,
    by: CheckedBy,
    language: string,
  ): Promise<void> {
    if (stopping.signal.aborted) return
    const at = now()
    const failures = observation.verdict === 'no-answer' ? stored.failures + 1 : 0
    const nextCheckAt = Math.round(at + pauseAfter(observation, failures, random()))
    const attempt = { observation, by, language, at, failures, nextCheckAt }
    await store.transaction().execute(async (transaction) => {
      const written = await registrationStore(transaction).record(stored.instanceId, stored.fingerprint, attempt)
      if (!written) return
      const answer = observation.verdict === 'no-answer' ? stored.answer : observation
      const expiry = expiryOf(answer?.subscription ?? null, at + (answer?.clockOffsetMs ?? 0))
      await recordEvent(
        transaction,
        stored.instanceId,
        {
          event: 'checked',
          fingerprint: stored.fingerprint,
          state: stateOf({ latest: observation, answer }, expiry?.rung != null),
          verdict: observation.verdict,
          cause: observation.cause,
        },
        at,
      )
    })
  }

  async function checkStored(
    instance: StoredInstance,
    stored: StoredRegistration,
    by: CheckedBy,
    language?: string,
  ): Promise<void> {
    const spoken = language ?? stored.answerLanguage ?? 'en'
    const observation = await ask(instance, vault.open(stored.sealedKey, instance.id), spoken)
    await record(stored, observation, by, spoken)
  }

  return {
    ask,

    /** Asks about the saved key and records the outcome; without a key, only whether GLPI Network answers. */
    async checkSaved(instance: StoredInstance, by: CheckedBy, language?: string): Promise<void> {
      const stored = await registrations.find(instance.id)
      if (!stored) {
        const { reachable, cause } = await clientFor(instance).ping({ signal: stopping.signal })
        reaches.set(instance.id, { reachable, cause })
        return
      }
      const flight = `${instance.id} ${stored.fingerprint}`
      const checking = savedFlights.get(flight) ?? checkStored(instance, stored, by, language)
      savedFlights.set(flight, checking)
      await checking.finally(() => savedFlights.delete(flight))
    },

    /** How GLPI Network last answered an instance that has no key. */
    reachOf: (instanceId: string): Reach => reaches.get(instanceId) ?? null,

    async stop(): Promise<void> {
      stopping.abort()
      await Promise.allSettled([...flights.values(), ...savedFlights.values()])
      await Promise.allSettled([...clients.values()].map((client) => client.close()))
    },
  }
}
export type Checker = ReturnType<typeof createChecker>
