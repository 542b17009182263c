import { createHash } from 'node:crypto'
import { ProblemError } from '#contract/problem-error.ts'
import type { GlpiPasswordForm } from '#contract/glpi-sign-in.ts'
import { NEVER_ABORTED } from '#net/deadline.ts'
import { Failure } from '#net/failure.ts'
import type { HeldPerson } from '#glpi/sign-in/person.ts'
import { glpiSessionPlace } from '../sealed-places.ts'
import { SignInFailed } from '../sign-in-failed.ts'
import type { Store } from '../store/database.ts'
import { glpiSignInStore } from '../store/glpi-sign-ins.ts'
import { newSecret } from '../store/secrets.ts'
import { signIns } from '../store/sign-ins.ts'
import type { Vault } from '../vault.ts'
import { nameOfPerson, roleOfRight, type GlpiPeople } from './glpi-people.ts'
import { NEXT_READ_MS, RIGHT_MS } from './glpi-rights.ts'
import type { PasswordTries } from './password-tries.ts'

/** What one sign-in needs until GLPI sends the person back. It is sealed, and kept by their browser. */
type Pending = {
  id: string
  state: string
  verifier: string
  endsAt: number
  /** The session that the browser had: it ends with the new one. */
  former: number | null
  /** GLPI has lost the state once: a second time nothing is begun again. */
  isAgain: boolean
}

/** How long a person may take at GLPI. */
export const GLPI_PENDING_MS = 10 * 60_000
const PLACE = 'glpi sign-in'

export type GlpiSignInParts = {
  store: Store
  vault: Vault
  people: GlpiPeople
  tries: PasswordTries
  now: () => number
  log: (line: string) => void
}

export type Begun = { location: string; pending: string }
/** Who asks, as far as their browser and the network path say. */
type Browser = { address: string; device: string | null }

type Finish = Browser & {
  id: string
  /** Where GLPI has led back to, without its query. */
  callback: string
  query: URLSearchParams
  /** What the browser has kept. */
  sealed: string
}

const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url')

/** Signing in by a GLPI itself. A code of GLPI or of the system is in the log, never a message, which may quote what was sent. */
export function createGlpiSignIn({ store, vault, people, tries, now, log }: GlpiSignInParts) {
  const note = (id: string, { cause, errorCode }: Failure): void => {
    const code = errorCode !== null && /^[\w.-]{1,80}$/.test(errorCode) ? ` ${errorCode}` : ''
    log(`sign-in by the GLPI of ${id}: nobody was signed in (${cause}${code})`)
  }

  async function oauthOf(id: string) {
    const settings = await people.offered(id)
    if (settings.method !== 'oauth')
      throw new ProblemError('sign-in-not-offered', 'People sign in by this GLPI with a password.')
    return settings
  }

  async function begin(id: string, callback: string, former: number | null, isAgain: boolean): Promise<Begun> {
    const settings = await oauthOf(id)
    const [state, verifier] = [newSecret(), newSecret()]
    const location = await people.ask(
      { id, settings, callback },
      async (asked) => (asked.method === 'oauth' ? asked.people.addressFor(state, challengeOf(verifier)) : ''),
      NEVER_ABORTED,
    )
    const pending: Pending = { id, state, verifier, endsAt: now() + GLPI_PENDING_MS, former, isAgain }
    return { location, pending: vault.seal(JSON.stringify(pending), PLACE) }
  }

  function pendingIn(sealed: string, id: string): Pending {
    if (!vault.opens(sealed, PLACE)) throw new SignInFailed('expired')
    const pending: Pending = JSON.parse(vault.open(sealed, PLACE))
    // begun with another GLPI: its code is not for this one (RFC 9700, 4.4)
    if (pending.id !== id || pending.endsAt <= now()) throw new SignInFailed('expired')
    return pending
  }

  /** Opens the session of somebody who has a right; null for others, to whom GLPI's session is of no use. */
  async function openFor(id: string, { person, hold }: HeldPerson, device: string | null) {
    const role = roleOfRight(person)
    if (role === null) return null
    const at = now()
    return store.transaction().execute(async (transaction) => {
      const opened = await signIns(transaction, now).openFor({
        role,
        name: nameOfPerson(person),
        origin: 'glpi',
        device,
        rightUntil: at + RIGHT_MS,
      })
      const { number } = opened.session
      const sealedHold = vault.seal(JSON.stringify(hold), glpiSessionPlace(number))
      const stored = { number, instanceId: id, sealedHold, givenRole: role }
      await glpiSignInStore(transaction).addSession(stored, at + NEXT_READ_MS)
      return opened
    })
  }

  return {
    offered: () => glpiSignInStore(store).offered(),

    /** @returns where to send the browser, and what it keeps meanwhile. @throws ProblemError `sign-in-not-offered` */
    begin: (id: string, callback: string, former: number | null): Promise<Begun> => begin(id, callback, former, false),

    /**
     * @returns a session; or where to begin again, because GLPI has lost the state. @throws SignInFailed or ProblemError
     */
    async finish({ id, callback, query, sealed, address, device }: Finish) {
      const settings = await oauthOf(id)
      const { state, verifier, former, isAgain } = pendingIn(sealed, id)
      const [given, code] = [query.get('state'), query.get('code')]
      if (given === null && code !== null && !isAgain) return { begun: await begin(id, callback, former, true) }
      if (given !== state) throw new SignInFailed(given === null ? 'expired' : 'failed')
      if (code === null) throw new SignInFailed(query.get('error') === 'access_denied' ? 'denied' : 'failed')
      try {
        const held = await tries.run({ address, account: `${id} code ${address}` }, () =>
          people.ask(
            { id, settings, callback },
            async (asked, limit) => (asked.method === 'oauth' ? asked.people.byCode(code, verifier, limit) : null),
            NEVER_ABORTED,
          ),
        )
        const opened = held && (await openFor(id, held, device))
        if (opened === null) throw new SignInFailed('no-right')
        return { opened, former }
      } catch (error) {
        if (error instanceof ProblemError && error.code === 'too-many-tries') throw new SignInFailed('failed')
        if (!(error instanceof Failure)) throw error
        note(id, error)
        throw new SignInFailed('failed', error.cause)
      }
    },

    /**
     * Tries the password at GLPI, once.
     * @throws ProblemError `too-many-tries`, `no-right-in-glpi`, `oauth-needed` for a GLPI 11, or the cause of a failure.
     */
    async byPassword({ id, login, password, address, device }: GlpiPasswordForm & { id: string } & Browser) {
      const settings = await people.offered(id)
      if (settings.method !== 'password')
        throw new ProblemError('sign-in-not-offered', 'People sign in by this GLPI on its own page.')
      const account = `${id} ${login.trim().toLowerCase()}`
      const held = await tries
        .run({ address, account }, () =>
          people.ask(
            { id, settings },
            async (asked, limit) => {
              if (asked.method !== 'password' || (await asked.people.isGlpi11(limit))) return null
              return asked.people.byPassword(login, password, limit)
            },
            // whoever leaves before the answer is counted all the same
            NEVER_ABORTED,
          ),
        )
        .catch((error: unknown) => {
          if (!(error instanceof Failure)) throw error
          note(id, error)
          throw problemOfFailure(error)
        })
      if (held === null) throw new ProblemError('oauth-needed', 'A GLPI 11 has people sign in on its own page.')
      const opened = await openFor(id, held, device)
      if (opened !== null) return opened
      await people
        .ask(
          { id, settings },
          async (asked) =>
            asked.method === 'password' && held.hold.kind === 'session' ? asked.people.end(held.hold) : undefined,
          NEVER_ABORTED,
        )
        .catch(() => undefined)
      throw new ProblemError('no-right-in-glpi', 'GLPI gives this account no right to its setup.')
    },

    stop: () => tries.stop(),
  }
}
export type GlpiSignIn = ReturnType<typeof createGlpiSignIn>

/** Without the sentence that came with it: it may quote what was typed. */
function problemOfFailure({ cause, errorCode, evidence: { status } }: Failure): ProblemError {
  const evidence = { ...(status !== undefined && { status }), ...(errorCode !== null && { errorCode }) }
  return new ProblemError(cause, `GLPI let nobody in: ${cause}.`, { evidence })
}
