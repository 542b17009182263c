import type { Context, MiddlewareHandler } from 'hono'
import { TRUSTED_TYPES_POLICY } from '#contract/trusted-types.ts'
import { NO_PAGE } from '../reply-headers.ts'
import { isOverTls } from './caller.ts'
import type { BuiltPage } from './page-text.ts'

/** What stands in the page itself, by its hash. */
export type InPage = Pick<BuiltPage, 'inlineScripts' | 'inlineStyles'>

const policyFor = ({ inlineScripts, inlineStyles }: InPage): string =>
  [
    "default-src 'none'",
    ["script-src 'self'", ...inlineScripts].join(' '),
    ["style-src 'self'", ...inlineStyles].join(' '),
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    `trusted-types ${TRUSTED_TYPES_POLICY}`,
  ].join('; ')

/**
 * Sets what a reply of this type has. Headers that only pages need are set on pages only: on the files that a page loads, they could be
 * larger than the file.
 * @param inPage of a page that was built (`BuiltPage`).
 */
export function setSecurityHeaders(
  type: string,
  isEncrypted: boolean,
  set: (name: string, value: string) => unknown,
  inPage: InPage = { inlineScripts: [], inlineStyles: [] },
): void {
  set('x-content-type-options', 'nosniff')
  // a browser shows these as text when they are opened as a page
  if (/^text\/(javascript|css)/.test(type)) return
  set('cross-origin-resource-policy', 'same-origin')
  // no sub-domains: they may be somebody else's
  if (isEncrypted) set('strict-transport-security', 'max-age=31536000')
  const isPage = type.startsWith('text/html')
  set('content-security-policy', isPage ? policyFor(inPage) : NO_PAGE)
  if (!isPage) return
  set('referrer-policy', 'no-referrer')
  set('cross-origin-opener-policy', 'same-origin')
  set('permissions-policy', 'camera=(), geolocation=(), microphone=()')
}

const PAGES = new WeakMap<Context, BuiltPage>()

/** The reply is this page, whose own scripts and styles are allowed. */
export const allowPartsOf = (c: Context, page: BuiltPage): void => void PAGES.set(c, page)

export const securityHeaders: MiddlewareHandler = async (c, next) => {
  await next()
  // with a 304, the browser would replace the headers of the page that it has, and block its scripts
  if (c.res.status === 304) return
  const type = c.res.headers.get('content-type') ?? ''
  setSecurityHeaders(type, isOverTls(c), (name, value) => c.header(name, value), PAGES.get(c))
}
