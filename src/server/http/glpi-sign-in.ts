import type { Context } from 'hono'
import type { glpiSignInApi } from '#contract/api/glpi-sign-in.ts'
import { GLPI_PENDING_MS, type GlpiSignIn } from '../glpi-sign-in/glpi-sign-in.ts'
import type { GlpiSignInAdmin } from '../glpi-sign-in/glpi-sign-in-admin.ts'
import type { Handlers } from './routes.ts'
import { deviceOf, findSession, sessionView } from './session.ts'
import { callerNetwork } from './sign-in-limit.ts'
import { isLedFromElsewhere, pendingCookie } from './pending-sign-in.ts'
import { orSayWhy, type SignInPageParts } from './sign-in-page.ts'
import { beginSession, type VouchedSessionParts } from './vouched-session.ts'

export type GlpiSignInServices = VouchedSessionParts &
  SignInPageParts & {
    glpiSignIn: GlpiSignIn
    glpiSignInAdmin: GlpiSignInAdmin
    consoleAllowed: boolean
    /** Where people open Latchkey; null before that is known. */
    publicAddress: () => Promise<string | null>
  }

const browserOf = (c: Context) => ({ address: callerNetwork(c), device: deviceOf(c) })

export function glpiSignInHandlers(services: GlpiSignInServices): Handlers<typeof glpiSignInApi> {
  const { glpiSignIn, glpiSignInAdmin, consoleAllowed, publicAddress, basePath } = services
  const pendingHere = pendingCookie(basePath, '/api/sign-in/glpi', 'latchkey-glpi')

  const callbackOf = async (id: string, c: Context): Promise<string> =>
    `${(await publicAddress()) ?? `${new URL(c.req.url).origin}${basePath}`}/api/sign-in/glpi/${id}/done`

  return {
    begin: ({ id, context: c }) => {
      if (isLedFromElsewhere(c)) return c.redirect(`${basePath}/sign-in`)
      return orSayWhy(
        c,
        services,
        async () => {
          const former = await findSession(c, services)
          const { location, pending } = await glpiSignIn.begin(id, await callbackOf(id, c), former?.number ?? null)
          pendingHere.keep(c, pending, GLPI_PENDING_MS)
          return location
        },
        id,
      )
    },

    done: ({ id, context: c }) => {
      const sealed = pendingHere.read(c)
      const forget = () => pendingHere.forget(c)
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
          pendingHere.keep(c, finished.begun.pending, GLPI_PENDING_MS)
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
