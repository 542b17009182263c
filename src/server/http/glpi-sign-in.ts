import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { glpiSignInApi } from '#contract/api/glpi-sign-in.ts'
import { GLPI_PENDING_MS, type GlpiSignIn } from '../glpi-sign-in/glpi-sign-in.ts'
import type { GlpiSignInAdmin } from '../glpi-sign-in/glpi-sign-in-admin.ts'
import { isOverTls } from './caller.ts'
import type { Handlers } from './routes.ts'
import { deviceOf, findSession, sessionView } from './session.ts'
import { callerNetwork } from './sign-in-limit.ts'
import { cookieNameFor } from './session-cookie.ts'
import { isFromElsewhere, orSayWhy, type SignInPageParts } from './sign-in-page.ts'
import { beginSession, type VouchedSessionParts } from './vouched-session.ts'

export type GlpiSignInServices = VouchedSessionParts &
  SignInPageParts & {
    glpiSignIn: GlpiSignIn
    glpiSignInAdmin: GlpiSignInAdmin
    consoleAllowed: boolean
    /** Where people open Latchkey; null before that is known. */
    publicAddress: () => Promise<string | null>
  }

/** Of one sign-in that is under way. */
const COOKIE = 'latchkey-glpi'

const browserOf = (c: Context) => ({ address: callerNetwork(c), device: deviceOf(c) })

export function glpiSignInHandlers(services: GlpiSignInServices): Handlers<typeof glpiSignInApi> {
  const { glpiSignIn, glpiSignInAdmin, consoleAllowed, publicAddress, basePath } = services
  const at = `${basePath}/api/sign-in/glpi`
  // with the prefix `__Host-`, a cookie is for every path
  const cookieFor = (c: Context) => {
    const secure = isOverTls(c)
    return { name: cookieNameFor(c, basePath, COOKIE), path: secure && basePath === '' ? '/' : at, secure }
  }

  /** Sent along when GLPI leads back here, which `Strict` would not be. */
  function keepPending(c: Context, pending: string): void {
    const { name, ...options } = cookieFor(c)
    setCookie(c, name, pending, { ...options, httpOnly: true, sameSite: 'Lax', maxAge: GLPI_PENDING_MS / 1000 })
  }

  const callbackOf = async (id: string, c: Context): Promise<string> =>
    `${(await publicAddress()) ?? `${new URL(c.req.url).origin}${basePath}`}/api/sign-in/glpi/${id}/done`

  return {
    begin: ({ id, context: c }) => {
      if (isFromElsewhere(c)) return c.redirect(`${basePath}/sign-in`)
      return orSayWhy(
        c,
        services,
        async () => {
          const former = await findSession(c, services)
          const { location, pending } = await glpiSignIn.begin(id, await callbackOf(id, c), former?.number ?? null)
          keepPending(c, pending)
          return location
        },
        id,
      )
    },

    done: ({ id, context: c }) => {
      const { name, ...options } = cookieFor(c)
      const sealed = getCookie(c, name) ?? ''
      const forget = () => deleteCookie(c, name, options)
      const finish = async () => {
        const query = new URL(c.req.url).searchParams
        const callback = await callbackOf(id, c)
        const finished = await glpiSignIn
          .finish({ id, callback, query, sealed, ...browserOf(c) })
          .catch((error: unknown) => {
            forget()
            throw error
          })
        if (finished.begun) {
          keepPending(c, finished.begun.pending)
          return finished.begun.location
        }
        forget()
        await beginSession(c, services, finished.opened, finished.former)
        return `${basePath}/sign-in`
      }
      return orSayWhy(c, services, finish, id)
    },

    byPassword: async ({ id, body, context: c }) => {
      const former = await findSession(c, services)
      const opened = await glpiSignIn.byPassword({ id, ...body, ...browserOf(c) })
      await beginSession(c, services, opened, former?.number ?? null)
      return sessionView(opened.session, consoleAllowed)
    },

    view: async ({ id, context: c }) => glpiSignInAdmin.view(id, await callbackOf(id, c)),
    change: async ({ id, body, context: c }) => glpiSignInAdmin.change(id, await callbackOf(id, c), body),
    remove: async ({ id, context: c }) => glpiSignInAdmin.remove(id, await callbackOf(id, c)),
    test: async ({ id, body, signal, context: c }) => glpiSignInAdmin.test(id, await callbackOf(id, c), body, signal),
  }
}
