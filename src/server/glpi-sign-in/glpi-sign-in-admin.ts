import type { GlpiSignInForm, GlpiSignInTest, GlpiSignInView } from '#contract/glpi-sign-in.ts'
import { isForbiddenAddress } from '#contract/forbidden-address.ts'
import { hasLogin } from '#contract/glpi-address.ts'
import { ProblemError } from '#contract/problem-error.ts'
import { Failure } from '#net/failure.ts'
import type { GlpiService } from '../glpi/glpi-service.ts'
import { glpiSignInPlace } from '../sealed-places.ts'
import { inOneWrite, recordAudit } from '../store/audit.ts'
import type { Store } from '../store/database.ts'
import { glpiSignInStore } from '../store/glpi-sign-ins.ts'
import { findInstance, SANDBOX_ID, type InstanceStore, type StoredInstance } from '../store/instances.ts'
import type { Vault } from '../vault.ts'
import type { GlpiPeople } from './glpi-people.ts'
import type { GlpiRights } from './glpi-rights.ts'
import { knownAddress, settingsOfForm, type GlpiSignInSettings } from './settings.ts'

export type GlpiSignInAdminParts = {
  store: Store
  vault: Vault
  instances: InstanceStore
  people: GlpiPeople
  rights: Pick<GlpiRights, 'endAllOf'>
  readConnection: GlpiService['readConnection']
  now: () => number
}

/** Which GLPIs people sign in by, as administrators see and change it. */
export function createGlpiSignInAdmin(parts: GlpiSignInAdminParts) {
  const { store, vault, instances, people, rights, readConnection, now } = parts

  /** @throws ProblemError `instance-unknown`, `instance-built-in` */
  async function find(id: string): Promise<StoredInstance> {
    if (id === SANDBOX_ID) throw new ProblemError('instance-built-in', 'Practice is no GLPI that people sign in by.')
    return findInstance(instances, id)
  }

  async function readStored(id: string): Promise<{ stored: GlpiSignInSettings | null; isUnreadable: boolean }> {
    try {
      return { stored: await people.settingsOf(id), isUnreadable: false }
    } catch (error) {
      if (!(error instanceof ProblemError) || error.code !== 'secret-unreadable') throw error
      return { stored: null, isUnreadable: true }
    }
  }

  async function view(id: string, callback: string): Promise<GlpiSignInView> {
    const instance = await find(id)
    const { stored, isUnreadable } = await readStored(id)
    const { connection } = await readConnection(id)
    const version = instance.glpi?.seen?.version ?? instance.glpiVersion
    return {
      signIn: stored && {
        method: stored.method,
        url: stored.url,
        clientId: stored.method === 'oauth' ? stored.clientId : null,
      },
      isUnreadable,
      callback,
      known: {
        url: knownAddress(connection),
        method: version === null ? null : Number.parseInt(version, 10) >= 11 ? 'oauth' : 'password',
      },
    }
  }

  async function settingsFor(id: string, form: GlpiSignInForm): Promise<GlpiSignInSettings> {
    await find(id)
    const url = new URL(form.url)
    if (hasLogin(url)) throw new ProblemError('request-invalid', 'The address of a GLPI may have no login in it.')
    if (isForbiddenAddress(url.hostname))
      throw new ProblemError('address-refused', 'Latchkey connects to no such address: url.')
    return settingsOfForm(form, (await readStored(id)).stored)
  }

  return {
    view,

    /** The sessions that this GLPI vouches for end: they were opened by what was set before. @throws ProblemError */
    async change(id: string, callback: string, form: GlpiSignInForm): Promise<GlpiSignInView> {
      const settings = await settingsFor(id, form)
      await inOneWrite(store, async (transaction) => {
        const sealed = vault.seal(JSON.stringify(settings), glpiSignInPlace(id))
        await glpiSignInStore(transaction).save(id, settings.method, sealed)
        const facts = { method: settings.method, host: new URL(settings.url).host }
        await recordAudit(transaction, { action: 'glpi-sign-in-change', instance: id, facts }, now())
      })
      await rights.endAllOf(id)
      return view(id, callback)
    },

    /** @throws ProblemError */
    async remove(id: string, callback: string): Promise<GlpiSignInView> {
      await find(id)
      await inOneWrite(store, async (transaction) => {
        await glpiSignInStore(transaction).remove(id)
        await recordAudit(transaction, { action: 'glpi-sign-in-remove', instance: id }, now())
      })
      await rights.endAllOf(id)
      return view(id, callback)
    },

    /** Asks that GLPI; nobody is signed in, and nothing is stored. @throws ProblemError */
    async test(id: string, callback: string, form: GlpiSignInForm, signal: AbortSignal): Promise<GlpiSignInTest> {
      const settings = await settingsFor(id, form)
      try {
        const outcome = await people.ask(
          { id, settings, callback },
          async (asked, limit) => {
            if (asked.method === 'oauth') return asked.people.test(limit)
            if (await asked.people.isGlpi11(limit)) return 'is-11'
            await asked.people.test(limit)
            return 'good'
          },
          signal,
        )
        return { outcome }
      } catch (error) {
        if (!(error instanceof Failure)) throw error
        if (settings.method === 'oauth' && (await isOlder(id, settings.url, error))) return { outcome: 'is-older' }
        const { cause, errorCode, evidence } = error
        const seen = { ...evidence, ...(errorCode !== null && { errorCode }) }
        return { outcome: 'failed', cause, ...(Object.keys(seen).length > 0 && { evidence: seen }) }
      }
    },
  }

  /** Where the API of GLPI 11 is not there, and that of older ones answers. */
  async function isOlder(id: string, url: string, { cause }: Failure): Promise<boolean> {
    if (cause !== 'glpi-not-found' && cause !== 'glpi-not-glpi') return false
    return people
      .ask(
        { id, settings: { method: 'password', url } },
        async (asked, limit) => {
          if (asked.method === 'password') await asked.people.test(limit)
          return true
        },
        AbortSignal.timeout(10_000),
      )
      .catch(() => false)
  }
}
export type GlpiSignInAdmin = ReturnType<typeof createGlpiSignInAdmin>
