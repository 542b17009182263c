import type { CauseCode } from '#domain/causes.ts'

/** The signs by which a reply shows whether it is GLPI Network's. The gateway and a GLPI both collect them. */
export type ReplySigns = {
  status: number
  /** By lower-case name. */
  headers: Readonly<Record<string, string | string[] | undefined>>
  isPage: boolean
  isEmpty: boolean
  /** It came through a proxy of our own setting, so that what it says may be the proxy's. */
  isProxied: boolean
}

/** Why a reply is not GLPI Network's answer. */
export function causeOfReply(reply: ReplySigns): CauseCode {
  const { status, isPage } = reply
  if (status >= 300 && status < 400) return 'redirected'
  if (status === 429) return 'rate-limited'
  // 511 is a captive portal by its own name (RFC 6585, 6)
  if (status === 511) return 'not-the-vendor'
  if (status === 407) return 'proxy-auth-required'
  if (status >= 400 && isByProxy(reply)) return causeOfProxyPage(reply)
  if (status >= 500) return 'vendor-error'
  return isPage ? 'not-the-vendor' : 'reply-unreadable'
}

/** Why a reply to ping is not GLPI Network's; null when it is. GLPI takes any body that is not empty for one. */
export const causeOfPing = (reply: ReplySigns): CauseCode | null =>
  reply.isPage || reply.status >= 300 || reply.isEmpty ? causeOfReply(reply) : null

/** Signs of a forward proxy that speaks for itself: Squid's own header, RFC 9209, 2.1.1, and names in `Server`. */
function isByProxy({ headers }: ReplySigns): boolean {
  if (headers['x-squid-error'] !== undefined) return true
  if (/;\s*error\s*=/i.test(String(headers['proxy-status'] ?? ''))) return true
  return /^\s*(squid|tinyproxy|privoxy|zscaler|mcafee|bluecoat|forcepoint|fortiproxy)/i.test(
    String(headers['server'] ?? ''),
  )
}

/** A proxy that answers although none is set is just another server. */
function causeOfProxyPage({ status, isProxied }: ReplySigns): CauseCode {
  if (!isProxied) return 'not-the-vendor'
  return status >= 500 ? 'proxy-cannot-reach' : 'proxy-denied'
}

export const isPageType = (contentType: string): boolean => /^\s*(text\/html|application\/xhtml)/i.test(contentType)

/** GLPI Network speaks JSON: a page in its place is somebody else's. */
export const isPageBody = (body: string): boolean => /^\s*<(!doctype|html|head|body)/i.test(body)

/** What knows no CONNECT answers by one of these: a web server stands where the proxy should be. */
const NOT_A_PROXY = new Set([400, 404, 405, 501])

/** What a proxy's reply to CONNECT means (RFC 9110, 9.3.6); null for a tunnel. */
export function causeOfTunnelStatus(status: number): CauseCode | null {
  if (status >= 200 && status < 300) return null
  // tinyproxy answers 401 to a wrong password, and 407 to none
  if (status === 407 || status === 401) return 'proxy-auth-required'
  if (NOT_A_PROXY.has(status)) return 'proxy-unreachable'
  return status >= 500 ? 'proxy-cannot-reach' : 'proxy-denied'
}
