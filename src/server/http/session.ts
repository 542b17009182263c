import { Hono, type MiddlewareHandler } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { SessionForm, type Session } from '#contract/panel.ts'
import type { OpenSession, SignIns } from '../store/sign-ins.ts'
import { readBody } from './body.ts'
import { ProblemError } from './refusal.ts'
import { mayUse } from './roles.ts'

const COOKIE = 'latchkey'

const sessionView = ({ role, expiresAt }: OpenSession): Session => ({
  role,
  expiresAt: new Date(expiresAt).toISOString(),
})

/** Nobody gets further without a session, nor a viewer to what changes something. */
export function requireSession(signIns: SignIns): MiddlewareHandler {
  return async (c, next) => {
    const secret = getCookie(c, COOKIE)
    const session = secret ? await signIns.find(secret) : null
    if (!session) {
      throw new ProblemError(
        'sign-in-required',
        'Sign in with the link that Latchkey printed, or make a new one with "latchkey invite".',
      )
    }
    if (!mayUse(session.role, c.req.method, c.req.path))
      throw new ProblemError('admin-required', 'Viewers may look; this takes the sign-in of an administrator.')
    await next()
  }
}

export function sessionRoutes(signIns: SignIns): Hono {
  return new Hono()
    .post('/', async (c) => {
      const { token } = await readBody(c, SessionForm)
      const opened = await signIns.burn(token)
      if (!opened) {
        throw new ProblemError(
          'sign-in-link-spent',
          'This link was used or has expired: make a new one with "latchkey invite".',
        )
      }
      setCookie(c, COOKIE, opened.secret, {
        httpOnly: true,
        sameSite: 'Strict',
        path: '/',
        // plain HTTP on loopback is the ordinary case; behind a TLS proxy the cookie must not leave TLS
        secure: new URL(c.req.url).protocol === 'https:' || c.req.header('x-forwarded-proto') === 'https',
        expires: new Date(opened.session.expiresAt),
      })
      return c.json(sessionView(opened.session), 201)
    })
    .get('/', async (c) => {
      const session = await signIns.find(getCookie(c, COOKIE) ?? '')
      return c.json(session && sessionView(session))
    })
    .delete('/', async (c) => {
      await signIns.close(getCookie(c, COOKIE) ?? '')
      deleteCookie(c, COOKIE, { path: '/' })
      return c.body(null, 204)
    })
}
