import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { sessionApi } from '#contract/api/session.ts'
import { SIGN_IN_COOKIE } from '#contract/page-start.ts'
import type { Role, Session } from '#contract/panel.ts'
import type { OpenSession, SignIns } from '../store/sign-ins.ts'
import { ProblemError } from '#contract/problem-error.ts'
import type { Actor } from '../actor.ts'
import type { EventBus } from '../event-bus.ts'
import type { Together } from '../together.ts'
import { isOverTls } from './caller.ts'
import type { Handlers } from './routes.ts'

export const SESSION_COOKIE = 'latchkey'

export type SessionServices = {
  signIns: SignIns
  events: EventBus
  together: Together
  consoleAllowed: boolean
  basePath: string
}

/** Who calls; null where nobody is signed in. */
export const findSession = async (c: Context, signIns: SignIns): Promise<OpenSession | null> => {
  const secret = getCookie(c, SESSION_COOKIE)
  return secret ? signIns.find(secret) : null
}

/** Tells one sign-in from another, and says nothing about its secret; '' without one. */
export const signInTag = (c: Context): string => tagOf(getCookie(c, SESSION_COOKIE) ?? '')
const tagOf = (secret: string): string =>
  secret === '' ? '' : createHash('sha256').update(`page ${secret}`).digest('base64url').slice(0, 16)

/** Whether this sign-in may use a route of this role. */
export const mayUse = (session: Pick<OpenSession, 'role'>, role: Role): boolean =>
  role !== 'admin' || session.role === 'admin'

/**
 * @returns who calls; null where nobody need be signed in.
 * @throws ProblemError unless the caller has signed in with this role, or a higher one.
 */
export async function requireRole(c: Context, signIns: SignIns, role: Role | null): Promise<Actor | null> {
  if (role === null) return null
  const session = await findSession(c, signIns)
  if (!session) {
    throw new ProblemError(
      'sign-in-required',
      'Sign in with the link that Latchkey printed, or make a new one with "latchkey invite".',
    )
  }
  if (!mayUse(session, role))
    throw new ProblemError('admin-required', 'Viewers may look; this takes the sign-in of an administrator.')
  return { number: session.number, role: session.role }
}

/** A session, as the page sees it. */
export const sessionView = ({ role, expiresAt }: OpenSession, consoleAllowed: boolean): Session => ({
  role,
  expiresAt: new Date(expiresAt).toISOString(),
  consoleAllowed,
})

export function sessionHandlers({
  signIns,
  events,
  together,
  consoleAllowed,
  basePath,
}: SessionServices): Handlers<typeof sessionApi> {
  // others on the same host get no cookie of ours
  const cookiePath = `${basePath}/`
  const view = (session: OpenSession) => sessionView(session, consoleAllowed)
  return {
    open: async ({ body, context: c }) => {
      const opened = await signIns.burn(body.token)
      if (!opened) {
        throw new ProblemError(
          'sign-in-link-spent',
          'This link was used or has expired: make a new one with "latchkey invite".',
        )
      }
      const options = {
        sameSite: 'Strict',
        path: cookiePath,
        secure: isOverTls(c),
        expires: new Date(opened.session.expiresAt),
      } as const
      setCookie(c, SESSION_COOKIE, opened.secret, { ...options, httpOnly: true })
      setCookie(c, SIGN_IN_COOKIE, tagOf(opened.secret), options)
      return view(opened.session)
    },
    current: async ({ context: c }) => {
      const session = await findSession(c, signIns)
      return session && view(session)
    },
    close: async ({ context: c }) => {
      const session = await findSession(c, signIns)
      await signIns.close(getCookie(c, SESSION_COOKIE) ?? '')
      if (session) {
        together.stop(session.number)
        events.closeSession(session.number)
      }
      for (const name of [SESSION_COOKIE, SIGN_IN_COOKIE]) deleteCookie(c, name, { path: cookiePath })
      return undefined
    },
  }
}
