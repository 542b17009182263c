import { ProblemError } from '#contract/problem-error.ts'
import type { Role } from '#contract/roles.ts'
import { PERSON_NAME } from '#contract/invitation-limits.ts'
import { withDeadline, timeoutError } from '#net/deadline.ts'
import type { GlpiPerson } from '#glpi/sign-in/person.ts'
import type { createOAuthPeople } from '#glpi/sign-in/oauth-people.ts'
import type { createPasswordPeople } from '#glpi/sign-in/password-people.ts'
import type { GlpiService } from '../glpi/glpi-service.ts'
import { glpiSignInPlace } from '../sealed-places.ts'
import type { Store } from '../store/database.ts'
import { glpiSignInStore } from '../store/glpi-sign-ins.ts'
import type { Vault } from '../vault.ts'
import { signInPlaceOf, type GlpiSignInSettings } from './settings.ts'

/** The whole of a sign-in, of a test, or of reading a right again: a page waits for it. */
const MOST_MS = 20_000

type People =
  | { method: 'oauth'; people: ReturnType<typeof createOAuthPeople> }
  | { method: 'password'; people: ReturnType<typeof createPasswordPeople> }

/** Whom to ask. */
type Asked = {
  id: string
  settings: GlpiSignInSettings
  /** Where GLPI leads people back to, where that is asked about. */
  callback?: string
}

type GlpiPeopleParts = {
  store: Store
  vault: Vault
  readConnection: GlpiService['readConnection']
  now: () => number
}

/** What other sign-ins know as roles: UPDATE of GLPI's setup administers, READ looks. null for neither. */
export const roleOfRight = ({ right }: GlpiPerson): Role | null =>
  right.update ? 'admin' : right.read ? 'viewer' : null

/** The first name that can be shown. */
export const nameOfPerson = ({ names }: GlpiPerson): string | null =>
  names.find((name) => PERSON_NAME.test(name)) ?? null

/** The people of GLPIs, as these know them. What asks a GLPI is loaded at first use. */
export function createGlpiPeople({ store, vault, readConnection, now }: GlpiPeopleParts) {
  /** null: nobody signs in by it. @throws ProblemError `secret-unreadable` */
  async function settingsOf(id: string): Promise<GlpiSignInSettings | null> {
    const sealed = await glpiSignInStore(store).sealedSettings(id)
    // nothing else is sealed for this place
    return sealed === null ? null : JSON.parse(vault.open(sealed, glpiSignInPlace(id)))
  }

  async function open({ id, settings, callback = '' }: Asked): Promise<People> {
    const place = signInPlaceOf(settings, (await readConnection(id)).connection)
    if (settings.method === 'password') {
      const { createPasswordPeople: create } = await import('#glpi/sign-in/password-people.ts')
      return { method: 'password', people: create({ place, now }) }
    }
    const { createOAuthPeople: create } = await import('#glpi/sign-in/oauth-people.ts')
    const { clientId, clientSecret } = settings
    return { method: 'oauth', people: create({ place, clientId, clientSecret, callback, now }) }
  }

  return {
    settingsOf,

    /** @throws ProblemError `sign-in-not-offered` where it is not switched on. */
    async offered(id: string): Promise<GlpiSignInSettings> {
      const settings = await settingsOf(id)
      if (settings === null) throw new ProblemError('sign-in-not-offered', 'Nobody signs in by this GLPI.')
      return settings
    },

    /** Asks the GLPI that these settings name, and closes what was opened for it. @throws Failure */
    async ask<Answer>(
      whom: Asked,
      work: (asked: People, signal: AbortSignal) => Promise<Answer>,
      given: AbortSignal,
    ): Promise<Answer> {
      const asked = await open(whom)
      try {
        return await withDeadline({ ms: MOST_MS, signal: given }, timeoutError, (signal) => work(asked, signal))
      } finally {
        await asked.people.close()
      }
    },
  }
}
export type GlpiPeople = ReturnType<typeof createGlpiPeople>
