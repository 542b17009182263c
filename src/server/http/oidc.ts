import type { Context } from 'hono'
import type { signInApi } from '#contract/api/sign-in.ts'
import { ProblemError } from '#contract/problem-error.ts'
import type { EventBus } from '../event-bus.ts'
import { PENDING_MS, SignInFailed, type Oidc } from '../oidc/oidc.ts'
import type { SignIns } from '../store/sign-ins.ts'
import type { Together } from '../together.ts'
import type { Handlers } from './routes.ts'
import { deviceOf, findSession, type SessionParts } from './session.ts'
import { isLedFromElsewhere, pendingCookie } from './pending-sign-in.ts'
import { setSessionCookies } from './session-cookie.ts'

export type OidcServices = SessionParts & {
  /** null where it is not set up. */
  oidc: Oidc | null
  signIns: SignIns
  events: EventBus
  together: Together
  /** Where people open Latchkey; null before that is known. */
  publicAddress: () => Promise<string | null>
}

export function signInHandlers(services: OidcServices): Handlers<typeof signInApi> {
  const { oidc, signIns, sessions, events, together, publicAddress, basePath } = services
  const pendingHere = pendingCookie(basePath, '/api/sign-in', 'latchkey-oidc')

  const offered = (): Oidc => {
    if (oidc === null) throw new ProblemError('sign-in-not-offered', 'OpenID Connect is not set up here.')
    return oidc
  }

  const address = async (c: Context): Promise<string> =>
    (await publicAddress()) ?? `${new URL(c.req.url).origin}${basePath}`

  /** Back to the page, which says why. */
  async function orSayWhy(c: Context, work: () => Promise<string>): Promise<Response> {
    try {
      return c.redirect(await work())
    } catch (error) {
      if (!(error instanceof SignInFailed)) throw error
      return c.redirect(`${basePath}/sign-in?failed=${error.reason}`)
    }
  }

  return {
    ways: () => ({ oidc: oidc && { name: oidc.name } }),

    begin: ({ context: c }) => {
      const used = offered()
      if (isLedFromElsewhere(c)) return c.redirect(`${basePath}/sign-in`)
      return orSayWhy(c, async () => {
        const former = await findSession(c, services)
        const { location, pending } = await used.begin(
          `${await address(c)}/api/sign-in/oidc/done`,
          former?.number ?? null,
        )
        pendingHere.keep(c, pending, PENDING_MS)
        return location
      })
    },

    done: ({ context: c }) => {
      const used = offered()
      const pending = pendingHere.read(c)
      pendingHere.forget(c)
      return orSayWhy(c, async () => {
        const back = new URL(`${await address(c)}/api/sign-in/oidc/done`)
        back.search = new URL(c.req.url).search
        const { role, name, former } = await used.finish(back, pending)
        const opened = await signIns.openFor({ role, name, origin: 'oidc', device: deviceOf(c) })
        if (former !== null && (await sessions.end(former, 'replaced'))) {
          together.stop(former)
          events.closeSession(former)
        }
        setSessionCookies(c, basePath, opened.secret, opened.session.expiresAt)
        return `${basePath}/sign-in`
      })
    },
  }
}
