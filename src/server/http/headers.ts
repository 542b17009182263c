import type { MiddlewareHandler } from 'hono'
import { TRUSTED_TYPES_POLICY } from '#contract/trusted-types.ts'
import { NO_PAGE } from '../reply-headers.ts'
import { isOverTls } from './caller.ts'

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
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

/** Headers that only pages need are set on pages only: on the files that a page loads, they could be larger than the file. */
export const securityHeaders: MiddlewareHandler = async (c, next) => {
  await next()
  // with a 304, the browser would replace the headers of the page that it has, and block its scripts
  if (c.res.status === 304) return
  c.header('x-content-type-options', 'nosniff')
  const type = c.res.headers.get('content-type') ?? ''
  // a browser shows these as text when they are opened as a page
  if (/^text\/(javascript|css)/.test(type)) return
  c.header('cross-origin-resource-policy', 'same-origin')
  // no sub-domains: they may be somebody else's
  if (isOverTls(c)) c.header('strict-transport-security', 'max-age=31536000')
  const isPage = type.startsWith('text/html')
  c.header('content-security-policy', isPage ? POLICY : NO_PAGE)
  if (!isPage) return
  c.header('referrer-policy', 'no-referrer')
  c.header('cross-origin-opener-policy', 'same-origin')
  c.header('permissions-policy', 'camera=(), geolocation=(), microphone=()')
}
