import type { Context } from 'hono'
import type { signInApi } from '#contract/api/sign-in.ts'
import { ProblemError } from '#contract/problem-error.ts'
import type { GlpiSignIn } from '../glpi-sign-in/glpi-sign-in.ts'
import { PENDING_MS, type Oidc } from '../oidc/oidc.ts'
import type { SignIns } from '../store/sign-ins.ts'
import type { Handlers } from './routes.ts'
import { deviceOf, findSession } from './session.ts'
import { isLedFromElsewhere, pendingCookie } from './pending-sign-in.ts'
import { orSayWhy, type SignInPageParts } from './sign-in-page.ts'
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

export function signInHandlers(services: OidcServices): Handlers<typeof signInApi> {
  const { oidc, glpiSignIn, signIns, publicAddress, basePath } = services
  const pendingHere = pendingCookie(basePath, '/api/sign-in', 'latchkey-oidc')

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
      if (isLedFromElsewhere(c)) return c.redirect(`${basePath}/sign-in`)
      return orSayWhy(c, services, async () => {
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
