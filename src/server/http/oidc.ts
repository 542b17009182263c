import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { signInApi } from '#contract/api/sign-in.ts'
import { ProblemError } from '#contract/problem-error.ts'
import type { GlpiSignIn } from '../glpi-sign-in/glpi-sign-in.ts'
import { PENDING_MS, type Oidc } from '../oidc/oidc.ts'
import type { SignIns } from '../store/sign-ins.ts'
import type { Handlers } from './routes.ts'
import { deviceOf, findSession } from './session.ts'
import { isOverTls } from './caller.ts'
import { cookieNameFor } from './session-cookie.ts'
import { isFromElsewhere, orSayWhy, type SignInPageParts } from './sign-in-page.ts'
import { beginSession, type VouchedSessionParts } from './vouched-session.ts'

export type OidcServices = VouchedSessionParts &
  SignInPageParts & {
    /** null where it is not set up. */
    oidc: Oidc | null
    signIns: SignIns
    glpiSignIn: Pick<GlpiSignIn, 'offered'>
    /** Where people open Latchkey; null before that is known. */
    publicAddress: () => Promise<string | null>
  }

/** Of one sign-in that is under way. */
const COOKIE = 'latchkey-oidc'

export function signInHandlers(services: OidcServices): Handlers<typeof signInApi> {
  const { oidc, glpiSignIn, signIns, publicAddress, basePath } = services
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

  return {
    ways: async () => ({ oidc: oidc && { name: oidc.name }, glpis: await glpiSignIn.offered() }),

    begin: ({ context: c }) => {
      const used = offered()
      if (isFromElsewhere(c)) return c.redirect(`${basePath}/sign-in`)
      return orSayWhy(c, services, async () => {
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
      return orSayWhy(c, services, async () => {
        const back = new URL(`${await address(c)}/api/sign-in/oidc/done`)
        back.search = new URL(c.req.url).search
        const { role, name, former } = await used.finish(back, pending)
        const opened = await signIns.openFor({ role, name, origin: 'oidc', device: deviceOf(c) })
        await beginSession(c, services, opened, former)
        return `${basePath}/sign-in`
      })
    },
  }
}
