import { Failure } from '#net/failure.ts'
import type { ConfigRight } from '#contract/glpi.ts'
import { connectionsTo } from '../connections.ts'
import { createLegacyRest } from '../rest/legacy-rest.ts'
import type { GlpiHold, HeldPerson, SignInPlace } from './person.ts'

type SessionHold = Extract<GlpiHold, { kind: 'session' }>

type PasswordPeopleParts = { place: SignInPlace; now: () => number }

/** GLPI knows the account, and does not let it in any more, or not with the profile it had. */
const accountClosed = (): Failure => new Failure('glpi-sign-in-refused', 'ACCOUNT_CLOSED')

function refuseLostProfile(error: unknown): never {
  throw error instanceof Failure && error.errorCode === 'ERROR_ITEM_NOT_FOUND' ? accountClosed() : error
}

/**
 * People of a GLPI before 11, by login and password over its legacy API. A GLPI 11 is never asked so: its legacy API asks nobody for a
 * second factor (seen with 11.0.8). All throw Failure.
 */
export function createPasswordPeople({ place, now }: PasswordPeopleParts) {
  const connections = connectionsTo(place.tls)
  const openApi = (login: string, password: string) =>
    createLegacyRest({
      rest: { url: place.url, ...place.rest, login, password },
      connections,
      now,
      onReply: () => undefined,
    })
  /** Without an account. */
  const api = () => openApi('', '')

  /**
   * A session of GLPI 10 keeps the rights it began with, and outlives its account (seen with 10.0.19). To take its own profile again makes
   * GLPI read that profile's rights anew.
   */
  async function personOf(
    session: ReturnType<typeof openApi>,
    { userId, profileId }: SessionHold,
    signal: AbortSignal,
  ): Promise<{ right: ConfigRight; canBeReadAgain: boolean }> {
    await session.changeProfile(profileId, signal).catch(refuseLostProfile)
    const right = await session.configRight(signal)
    const isOpen = await session.isOpenAccount(userId, profileId, signal)
    if (isOpen === false) throw accountClosed()
    return { right, canBeReadAgain: isOpen !== null }
  }

  return {
    /** Whether this is a GLPI 11. */
    isGlpi11: (signal: AbortSignal): Promise<boolean> => api().isGlpi11(signal),

    /** Whether its legacy API answers, without anybody signing in. */
    test: (signal: AbortSignal): Promise<void> => api().reach(signal),

    /** Sends the password once. */
    async byPassword(login: string, password: string, signal: AbortSignal): Promise<HeldPerson> {
      const session = openApi(login, password)
      const { token, userId, profileId, names } = await session.signInPerson(signal)
      const hold: SessionHold = { kind: 'session', token, userId, profileId, names }
      try {
        const { right, canBeReadAgain } = await personOf(session, hold, signal)
        return { person: { names, right }, hold, canBeReadAgain }
      } catch (error) {
        await session.signOut().catch(() => undefined)
        throw error
      }
    },

    async readAgain(hold: SessionHold, signal: AbortSignal): Promise<HeldPerson> {
      const session = api()
      session.resume(hold.token)
      const { right, canBeReadAgain } = await personOf(session, hold, signal)
      return { person: { names: hold.names, right }, hold, canBeReadAgain }
    },

    /** Ends the session in GLPI. */
    async end({ token }: SessionHold): Promise<void> {
      const session = api()
      session.resume(token)
      await session.signOut()
    },

    close: () => connections.close(),
  }
}
