import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { isOverTls } from './caller.ts'
import { cookieNameFor } from './session-cookie.ts'

/**
 * What one sign-in elsewhere needs until its person comes back, in a cookie of their browser.
 * @param path below which it is needed.
 */
export function pendingCookie(basePath: string, path: string, name: string) {
  const named = (c: Context) => {
    const secure = isOverTls(c)
    // with the prefix `__Host-`, a cookie is for every path
    return [
      cookieNameFor(c, basePath, name),
      { secure, path: secure && basePath === '' ? '/' : basePath + path },
    ] as const
  }
  return {
    keep(c: Context, value: string, ms: number): void {
      const [cookie, options] = named(c)
      // sent along when another site leads back here, which `Strict` would not be
      setCookie(c, cookie, value, { ...options, httpOnly: true, sameSite: 'Lax', maxAge: ms / 1000 })
    },
    /** '' without one. */
    read: (c: Context): string => getCookie(c, named(c)[0]) ?? '',
    forget: (c: Context): void => void deleteCookie(c, ...named(c)),
  }
}

/**
 * Whether a page of another site has led here. Where the other service asks nothing, that page would sign somebody in unasked: on our
 * own page a person presses first.
 */
export function isLedFromElsewhere(c: Context): boolean {
  const site = c.req.header('sec-fetch-site') ?? 'none'
  return site !== 'none' && site !== 'same-origin'
}
