import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { cookiePrefix } from '#contract/cookie-prefix.ts'
import { SIGN_IN_COOKIE } from '#contract/page-start.ts'
import type { Front } from '../front.ts'
import { isOverTls, isRequestOverTls } from './caller.ts'

const SESSION_COOKIE = 'latchkey'

/**
 * Plain HTTP on loopback is common; where there is TLS, a cookie must not leave it. Only the name of the scheme is read: over TLS a
 * cookie without its prefix could be somebody else's.
 */
export const cookieNameFor = (c: Context, basePath: string, name: string): string =>
  `${cookiePrefix(isOverTls(c), basePath)}${name}`

/** The secret of the caller's session; '' without one. */
export const readSecret = (c: Context, basePath: string): string =>
  getCookie(c, cookieNameFor(c, basePath, SESSION_COOKIE)) ?? ''

/** The same before any route is looked for; undefined without one. */
export function earlySecretReader(
  basePath: string,
  front: Pick<Front, 'isTrustedProxy'>,
): (request: IncomingMessage) => string | undefined {
  // ours has no characters that a cookie would quote
  const patternOf = (isSecure: boolean) =>
    new RegExp(`(?:^|; ?)${cookiePrefix(isSecure, basePath)}${SESSION_COOKIE}=([\\w-]+)(?:;|$)`)
  const [overTls, plain] = [patternOf(true), patternOf(false)]
  return (request) => (isRequestOverTls(front, request) ? overTls : plain).exec(request.headers.cookie ?? '')?.[1]
}

/** Tells one sign-in from another, and says nothing about its secret; '' without one. */
export const signInTag = (c: Context, basePath: string): string => tagOf(readSecret(c, basePath))
const tagOf = (secret: string): string =>
  secret === '' ? '' : createHash('sha256').update(`page ${secret}`).digest('base64url').slice(0, 16)

/** Others on the same host get no cookie of ours. */
const pathOf = (basePath: string): string => `${basePath}/`

/** @param expiresAt milliseconds since the epoch. */
export function setSessionCookies(c: Context, basePath: string, secret: string, expiresAt: number): void {
  const expires = new Date(expiresAt)
  const options = { sameSite: 'Strict', path: pathOf(basePath), secure: isOverTls(c), expires } as const
  setCookie(c, cookieNameFor(c, basePath, SESSION_COOKIE), secret, { ...options, httpOnly: true })
  setCookie(c, cookieNameFor(c, basePath, SIGN_IN_COOKIE), tagOf(secret), options)
}

export function clearSessionCookies(c: Context, basePath: string): void {
  for (const name of [SESSION_COOKIE, SIGN_IN_COOKIE])
    deleteCookie(c, cookieNameFor(c, basePath, name), { path: pathOf(basePath), secure: isOverTls(c) })
}
