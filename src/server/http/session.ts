import type { Context } from 'hono'
import type { sessionApi } from '#contract/api/session.ts'
import { ProblemError } from '#contract/problem-error.ts'
import { UNTOUCHED_HEADER } from '#contract/page-start.ts'
import type { Session } from '#contract/panel.ts'
import { isAtLeast, refusalOf, type Role } from '#contract/roles.ts'
import type { Actor } from '../actor.ts'
import type { EventBus } from '../event-bus.ts'
import type { GlpiRights } from '../glpi-sign-in/glpi-rights.ts'
import type { OpenSession, Sessions } from '../store/sessions.ts'
import type { SignIns } from '../store/sign-ins.ts'
import type { SignInGuard } from '../sign-in-guard.ts'
import type { Together } from '../together.ts'
import type { Handlers } from './routes.ts'
import { noteActor } from './refusals.ts'
import { clearSessionCookies, readSecret, setSessionCookies } from './session-cookie.ts'
import { callerNetwork } from './sign-in-limit.ts'
import { beginSession } from './vouched-session.ts'

export type SessionParts = {
  sessions: Sessions
  basePath: string
  /** Of a session that a GLPI vouches for. */
  glpiRights: Pick<GlpiRights, 'readAfterRefusal'>
}

export type SessionServices = SessionParts & {
  signIns: SignIns
  signInGuard: SignInGuard
  events: EventBus
  together: Together
  consoleAllowed: boolean
}

type Found = NonNullable<Awaited<ReturnType<Sessions['find']>>>

/** Who calls; null where nobody is signed in. */
export async function findSession(c: Context, { sessions, basePath }: SessionParts): Promise<Found | null> {
  const secret = readSecret(c, basePath)
  return secret === '' ? null : sessions.find(secret)
}

/**
 * The same for a request that counts as use: the session goes on, unless the page has asked by itself (`UNTOUCHED_HEADER`). After a
 * change of role it gets its new secret here.
 */
export async function useSession(c: Context, parts: SessionParts): Promise<Found | null> {
  const session = await findSession(c, parts)
  if (!session) return null
  if (c.req.header(UNTOUCHED_HEADER) === undefined) parts.sessions.touch(session)
  if (session.isSecretDue) {
    const renewed = await parts.sessions.renewSecret(readSecret(c, parts.basePath))
    if (renewed !== null) setSessionCookies(c, parts.basePath, renewed, session.expiresAt)
  }
  return session
}

const WHO_MAY: Record<Exclude<Role, 'viewer'>, string> = {
  support: 'Viewers may look; this takes the sign-in of support, an operator or an administrator.',
  operator: 'This takes the sign-in of an operator or an administrator.',
  admin: 'This takes the sign-in of an administrator.',
}

/** @throws ProblemError unless the caller has this role, or a higher one. */
export function assertRole(actor: { role: Role } | null, least: Role): void {
  if (least === 'viewer' || (actor && isAtLeast(actor.role, least))) return
  throw new ProblemError(refusalOf(least), WHO_MAY[least], { role: least })
}

/**
 * @param isByPerson false for what goes on by itself, and makes no session last.
 * @returns who calls; null where nobody need be signed in.
 * @throws ProblemError unless the caller has signed in with this role, or a higher one.
 */
export async function requireRole(
  c: Context,
  parts: SessionParts,
  role: Role | null,
  isByPerson = true,
): Promise<Actor | null> {
  if (role === null) return null
  let session = await (isByPerson ? useSession(c, parts) : findSession(c, parts))
  if (session && !isAtLeast(session.role, role)) {
    // their GLPI may give them more by now, or nothing any more
    await parts.glpiRights.readAfterRefusal(session.number)
    session = await findSession(c, parts)
  }
  if (!session) {
    throw new ProblemError(
      'sign-in-required',
      'Sign in with the link that Latchkey printed, or make a new one with "latchkey invite".',
    )
  }
  const actor = { number: session.number, role: session.role, name: session.name, origin: session.origin }
  noteActor(c, actor)
  assertRole(session, role)
  return actor
}

/** A session, as the page sees it. */
export const sessionView = ({ role, name, expiresAt }: OpenSession, consoleAllowed: boolean): Session => ({
  role,
  name,
  expiresAt: new Date(expiresAt).toISOString(),
  consoleAllowed,
})

/** As long as a browser's own name may be. */
const MOST_OF_DEVICE = 300

/** As the browser names itself, without what no name has. */
export const deviceOf = (c: Context): string | null =>
  c.req.header('user-agent')?.replaceAll(/\p{C}/gu, '').slice(0, MOST_OF_DEVICE) ?? null

export function sessionHandlers(services: SessionServices): Handlers<typeof sessionApi> {
  const { signIns, signInGuard, sessions, events, together, consoleAllowed, basePath } = services
  const view = (session: OpenSession) => sessionView(session, consoleAllowed)
  return {
    open: async ({ body: { token, attempt }, context: c }) => {
      const opened = await signIns.burn(token, { attempt, device: deviceOf(c) })
      if (!opened) {
        await signInGuard.failed(callerNetwork(c))
        throw new ProblemError(
          'sign-in-link-spent',
          'This link was used or has expired: make a new one with "latchkey invite".',
        )
      }
      // whoever signs in once more in one browser has one session, and not two
      const former = await findSession(c, services)
      await beginSession(c, services, opened, former?.number ?? null)
      return view(opened.session)
    },
    current: async ({ context: c }) => {
      const session = await useSession(c, services)
      return session && view(session)
    },
    ended: async ({ context: c }) => {
      const secret = readSecret(c, basePath)
      return { reason: secret === '' ? null : await sessions.endOf(secret) }
    },
    close: async ({ context: c }) => {
      const session = await findSession(c, services)
      if (session) {
        await sessions.end(session.number, 'signed-out')
        together.stop(session.number)
        events.closeSession(session.number)
      }
      clearSessionCookies(c, basePath)
      return undefined
    },
  }
}
