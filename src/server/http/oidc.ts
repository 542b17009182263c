import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { signInApi } from '#contract/api/sign-in.ts'
import { ProblemError } from '#contract/problem-error.ts'
import { agentOf } from '../actor.ts'
import type { EventBus } from '../event-bus.ts'
import { PENDING_MS, SignInFailed, type Oidc } from '../oidc/oidc.ts'
import type { RefusedAttempts } from '../refused-attempts.ts'
import type { SignIns } from '../store/sign-ins.ts'
import type { Together } from '../together.ts'
import type { Handlers } from './routes.ts'
import { deviceOf, findSession, type SessionParts } from './session.ts'
import { callerOf, isOverTls } from './caller.ts'
import { cookieNameFor, setSessionCookies } from './session-cookie.ts'

export type OidcServices = SessionParts & {
  /** null where it is not set up. */
  oidc: Oidc | null
  signIns: SignIns
  events: EventBus
  together: Together
  /** Where people open Latchkey; null before that is known. */
  publicAddress: () => Promise<string | null>
  refusedAttempts: RefusedAttempts
}

/** Of one sign-in that is under way. */
const COOKIE = 'latchkey-oidc'

export function signInHandlers(services: OidcServices): Handlers<typeof signInApi> {
  const { oidc, signIns, sessions, events, together, publicAddress, refusedAttempts, basePath } = services
  const at = `${basePath}/api/sign-in`
  // with the prefix `__Host-`, a cookie is for every path
  const cookieFor = (c: Context) => {
    const secure = isOverTls(c)
    return { name: cookieNameFor(c, basePath, COOKIE), path: secure && basePath === '' ? '/' : at, secure }
  }

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
      const by = agentOf(null, callerOf(c).address)
      await refusedAttempts.note({ action: 'sign-in', code: error.reason, instance: null, by })
      return c.redirect(`${basePath}/sign-in?failed=${error.reason}`)
    }
  }

  return {
    ways: () => ({ oidc: oidc && { name: oidc.name } }),

    begin: ({ context: c }) => {
      const used = offered()
      // where the issuer asks nothing, a page of another site would sign somebody in unasked: here a person presses first
      const site = c.req.header('sec-fetch-site') ?? 'none'
      if (site !== 'none' && site !== 'same-origin') return c.redirect(`${basePath}/sign-in`)
      return orSayWhy(c, async () => {
        const former = await findSession(c, services)
        const { location, pending } = await used.begin(
          `${await address(c)}/api/sign-in/oidc/done`,
          former?.number ?? null,
        )
        // sent along when the issuer leads back here, which `Strict` would not be
        const { name, ...options } = cookieFor(c)
        setCookie(c, name, pending, { ...options, httpOnly: true, sameSite: 'Lax', maxAge: PENDING_MS / 1000 })
        return location
      })
    },

    done: ({ context: c }) => {
      const used = offered()
      const { name: cookie, ...options } = cookieFor(c)
      const pending = getCookie(c, cookie) ?? ''
      deleteCookie(c, cookie, options)
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
