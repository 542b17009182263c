import { MEMBER_OF, methodsOf, type Connection, type ConnectionForm } from '#contract/connection.ts'
import type { InstanceForm, InstanceSettings, SettingsForm } from '#contract/instance-settings.ts'
import { findInstance, instanceStore, SANDBOX_ID, type InstanceValues, type StoredInstance } from './store/instances.ts'
import type { HistoryLines } from './history-lines.ts'
import type { InstanceLocks } from './glpi/instance-locks.ts'
import type { GlpiService } from './glpi/glpi-service.ts'
import { connectionView, mergeStoredSecrets, placeOf, urlsOf } from '#contract/connection-secrets.ts'
import { refuseConsole } from './glpi/usable-methods.ts'
import { ProblemError } from '#contract/problem-error.ts'
import { METHOD_KINDS } from '#domain/storage.ts'
import { inOneWrite, recordAudit } from './store/audit.ts'
import type { Store } from './store/database.ts'
import { glpiStore, type StillTrue } from './store/glpis.ts'
import { registrationStore } from './store/registrations.ts'
import { formerKeyStore } from './store/former-keys.ts'
import { assertExpectedSettings, settingsRevision, type Expected } from './revision.ts'
import { isSamePlace } from './former-keys.ts'
import { refuseForbidden } from './typed-addresses.ts'

export type SettingsChangesParts = {
  store: Store
  glpis: GlpiService
  locks: InstanceLocks
  historyLines: Pick<HistoryLines, 'settingsChanged'>
  consoleAllowed: boolean
  servicesUrl: string
  wakeScheduler: () => void
  /** Called after something about an instance was stored. */
  publishChange: (instanceId: string) => void
  publishList: () => void
  now: () => number
}

/** Shows and changes the settings of instances, adds and removes them. */
export function createSettingsChanges(given: SettingsChangesParts) {
  const { store, glpis, locks, historyLines, consoleAllowed, now, ...parts } = given
  const toStore = (id: string, connection: Connection) => ({
    sealedConnection: glpis.seal(id, connection),
    methods: methodsOf(connection),
  })

  /** @throws ProblemError for secrets that are missing, and for a console where none may be used. */
  function completeConnection(form: ConnectionForm, stored: Connection | null): Connection {
    if (form.console && !consoleAllowed) refuseConsole()
    const { connection, missing } = mergeStoredSecrets(form, stored)
    if (missing.length > 0)
      throw new ProblemError(
        'request-invalid',
        `Kept for another address or user, so give it again: ${missing.join(', ')}.`,
      )
    return connection
  }

  /** The instance, loaded under the lock. @throws ProblemError unless its settings are as expected. */
  async function loadExpected(id: string, expected: Expected): Promise<StoredInstance> {
    const instance = await findInstance(instanceStore(store, now), id)
    const saved = await registrationStore(store).find(id)
    assertExpectedSettings({ instance, saved, expected, now: now() })
    return instance
  }

  /** A saved key is sent only to the host that it was saved for. */
  async function refuseToMoveKey(id: string, from: string, to: string): Promise<void> {
    if (isSamePlace(from, to) || !(await registrationStore(store).find(id))) return
    throw new ProblemError('request-invalid', 'A key is saved, and would be sent to another host: servicesUrl.')
  }

  return {
    completeConnection,

    /** The settings as the page shows them. No stored secret is among them. @throws ProblemError */
    async view(instanceId: string): Promise<InstanceSettings> {
      const instance = await findInstance(instanceStore(store, now), instanceId)
      const { connection, isUnreadable } = await glpis.readConnection(instanceId)
      const { id, name, servicesUrl, uid, glpiVersion } = instance
      return {
        id,
        revision: settingsRevision(instance),
        name,
        servicesUrl,
        uid,
        glpiVersion,
        connection: connection && connectionView(connection),
        ...(isUnreadable && { isConnectionUnreadable: true }),
        consoleAllowed,
      }
    },

    /** @returns false when the id is taken. @throws ProblemError */
    async add(form: InstanceForm): Promise<boolean> {
      refuseForbidden(form)
      const { connection, servicesUrl = parts.servicesUrl, ...own } = form
      if (own.id === SANDBOX_ID) return false
      const { id, name, uid = null, glpiVersion = null } = own
      const values = { name, servicesUrl: trimmed(servicesUrl), uid, glpiVersion }
      const whole = connection && completeConnection(connection, null)
      const isAdded = await store.transaction().execute(async (transaction) => {
        if (!(await instanceStore(transaction, now).add({ id, ...values }))) return false
        if (whole)
          await glpiStore(transaction).connect(id, toStore(id, whole), now(), { sameGlpi: false, samePlaces: false })
        await recordAudit(transaction, { action: 'instance-add', instance: id, facts: factsOf(values, whole) }, now())
        return true
      })
      if (isAdded) {
        parts.wakeScheduler()
        parts.publishList()
      }
      return isAdded
    },

    /** @throws ProblemError */
    async change(id: string, form: SettingsForm, expected: Expected = null): Promise<void> {
      refuseForbidden(form)
      await locks.run(id, async () => {
        const instance = await loadExpected(id, expected)
        const { name = instance.name, uid = instance.uid, glpiVersion = instance.glpiVersion, connection } = form
        const servicesUrl = trimmed(form.servicesUrl ?? instance.servicesUrl)
        await refuseToMoveKey(id, instance.servicesUrl, servicesUrl)
        const { connection: stored } = await glpis.readConnection(id)
        const whole = connection && completeConnection(connection, stored)
        const placesChange = connection !== undefined || servicesUrl !== instance.servicesUrl
        await store.transaction().execute(async (transaction) => {
          const values = { name, servicesUrl, uid, glpiVersion }
          await instanceStore(transaction, now).change(instance, values, placesChange)
          const after = factsOf(values, connection === undefined ? stored : whole)
          const facts = { ...after, ...formerFacts(factsOf(instance, stored), after) }
          await recordAudit(transaction, { action: 'instance-change', instance: id, facts }, now())
          if (connection === null) await glpiStore(transaction).disconnect(id)
          if (!whole) return
          const still = stillTrue(whole, stored)
          await glpiStore(transaction).connect(id, toStore(id, whole), now(), still)
          if (!still.samePlaces) await formerKeyStore(transaction).placesChanged(id)
        })
        await historyLines.settingsChanged(await findInstance(instanceStore(store, now), id))
      })
      parts.wakeScheduler()
      parts.publishChange(id)
    },

    /** Removes it with its key, its former keys and everything that is known about it. */
    async remove(id: string, expected: Expected = null): Promise<void> {
      await locks.run(id, async () => {
        await loadExpected(id, expected)
        await inOneWrite(store, async (transaction) => {
          const before = (await registrationStore(transaction).find(id))?.fingerprint ?? null
          await instanceStore(transaction, now).remove(id)
          await recordAudit(transaction, { action: 'instance-remove', instance: id, before }, now())
        })
      })
      parts.publishList()
    },
  }
}
export type SettingsChanges = ReturnType<typeof createSettingsChanges>

const trimmed = (url: string): string => url.replace(/\/+$/, '')

/** Of the connection its methods and their hosts: paths, commands and logins may be secrets. */
const factsOf = (
  { name, servicesUrl }: Pick<InstanceValues, 'name' | 'servicesUrl'>,
  connection: Connection | null | undefined,
): Facts => ({
  name,
  services: servicesUrl,
  methods: connection ? methodsOf(connection).join(' ') : '',
  host: connection ? hostsOf(connection).join(' ') : '',
})
type Facts = Record<'name' | 'services' | 'methods' | 'host', string>

function hostsOf(connection: Connection): string[] {
  const urls = urlsOf(connection).map(([, url]) => new URL(url).host)
  const { database } = connection
  return [...new Set(database ? [...urls, database.host] : urls)]
}

/** What it was before, of what was changed. */
const formerFacts = (before: Facts, after: Facts): Record<string, string> => ({
  ...(before.name !== after.name && { formerName: before.name }),
  ...(before.services !== after.services && { formerServices: before.services }),
  ...(before.methods !== after.methods && { formerMethods: before.methods }),
  ...(before.host !== after.host && { formerHost: before.host }),
})

/** Where each connection method leads; null for a method that is not used. */
const placesOf = (connection: Connection) =>
  METHOD_KINDS.map((kind) => {
    const member = MEMBER_OF[kind]
    return connection[member] ? placeOf(member, connection[member]) : null
  })

function stillTrue(now: Connection, before: Connection | null): StillTrue {
  const former = before === null ? [] : placesOf(before)
  const pairs = placesOf(now).map((place, at) => [place, former[at] ?? null])
  const inCommon = pairs.filter(([place, formerly]) => place !== null && formerly !== null)
  return {
    sameGlpi: inCommon.length > 0 && inCommon.every(([place, formerly]) => place === formerly),
    samePlaces: pairs.every(([place, formerly]) => place === null || place === formerly),
  }
}
