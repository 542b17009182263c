import { fingerprintOf } from '#domain/key.ts'
import { pauseAfter } from '#domain/recheck.ts'
import type { Reach } from '#domain/unlock.ts'
import { isDecidedInGlpi, type Observation } from '#domain/verdict.ts'
import type { VendorClient } from '#vendor/client.ts'
import { standingAt } from './standing.ts'
import type { Store } from './store/database.ts'
import { recordEvent } from './store/history.ts'
import type { StoredInstance } from './store/instances.ts'
import { registrationStore, type CheckedBy, type StoredRegistration } from './store/registrations.ts'
import type { Vault } from './vault.ts'
import { placeOfStored } from './glpi/view.ts'
import { glpiStore } from './store/glpis.ts'
import type { VendorClock } from './vendor-clock.ts'
import { uidOf, vendorWay, type VendorWay } from './vendor-way.ts'

export type CheckerParts = {
  store: Store
  vault: Vault
  createClient: (way: VendorWay) => VendorClient
  vendorClock: VendorClock
  random: () => number
}

/** Asks GLPI Network, at most once at a time for one key, and writes down what it said. */
export function createChecker({ store, vault, createClient, vendorClock, random }: CheckerParts) {
  const registrations = registrationStore(store)
  const clients = new Map<string, VendorClient>()
  const flights = new Map<string, Promise<Observation>>()
  const savedFlights = new Map<string, Promise<void>>()
  const reaches = new Map<string, Reach>()
  const stopping = new AbortController()

  /** One for all that are asked about by the same way. */
  function clientFor(instance: StoredInstance): VendorClient {
    const way = vendorWay(instance, vault)
    const name = JSON.stringify(way)
    const client = clients.get(name) ?? createClient(way)
    clients.set(name, client)
    return client
  }

  function ask(instance: StoredInstance, key: string, language: string): Promise<Observation> {
    const uid = uidOf(instance)
    const flight = `${instance.servicesUrl} ${uid} ${fingerprintOf(key)}`
    const flying = flights.get(flight)
    if (flying) return flying
    const asked = clientFor(instance)
      .ask({ key, uid, language, signal: stopping.signal })
      .then((observation) => {
        vendorClock.heard(instance.servicesUrl, observation)
        return observation
      })
      .finally(() => flights.delete(flight))
    flights.set(flight, asked)
    return asked
  }

  async function record(
    { id, servicesUrl }: StoredInstance,
    stored: StoredRegistration,
    observation: Observation,
    by: CheckedBy,
    language: string,
  ): Promise<void> {
    if (stopping.signal.aborted) return
    const time = vendorClock.at(servicesUrl, stored)
    const failures = observation.verdict === 'no-answer' ? stored.failures + 1 : 0
    const nextCheckAt = Math.round(time.wall + pauseAfter(observation, failures, random()))
    const attempt = { observation, by, language, time, failures, nextCheckAt }
    await store.transaction().execute(async (transaction) => {
      const registered = registrationStore(transaction)
      if (!(await registered.record(id, stored.fingerprint, attempt))) return
      const glpi = await glpiStore(transaction).find(id)
      const { state } = standingAt(time, await registered.find(id), placeOfStored(glpi))
      const { verdict } = observation
      const cause = isDecidedInGlpi(state) ? (glpi?.cause ?? observation.cause) : observation.cause
      const event = { event: 'checked', fingerprint: stored.fingerprint, state, verdict, cause } as const
      await recordEvent(transaction, id, event, time.wall)
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
    await record(instance, stored, observation, by, spoken)
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

    /** Records what GLPI Network said of the saved key when somebody asked by another way, timed by `steady`. */
    async adopt(
      instance: StoredInstance,
      stored: StoredRegistration,
      observation: Observation,
      language: string,
    ): Promise<void> {
      vendorClock.heard(instance.servicesUrl, observation)
      await record(instance, stored, observation, 'person', language)
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
