import type { CauseCode } from '#domain/cause-codes.ts'
import type { Stage } from '#domain/diagnosis.ts'
import { causeOfPing, causeOfTunnelStatus, isPageType } from '#net/classify-reply.ts'
import type { CurlReply } from './answer.ts'

export type CurlFailure = { at: Stage; cause: CauseCode }

/** How it was asked. */
export type CurlRequest = { isSecure: boolean; isProxied: boolean }

/** At which link PHP's curl ended, and why, in the words of the gateway's own checks; null for one that brought a reply (libcurl-errors(3)). */
export function failureOfCurl(reply: CurlReply, asking: CurlRequest): CurlFailure | null {
  const { errno, connectStatus } = reply
  if (errno === 0) return null
  const refusal = asking.isProxied && connectStatus !== 0 ? causeOfTunnelStatus(connectStatus) : null
  if (refusal) return { at: 'proxy', cause: refusal }
  return BY_NUMBER[errno]?.(reply, asking) ?? cut(reply, asking)
}

type Judge = (reply: CurlReply, asking: CurlRequest) => CurlFailure

const always =
  (at: Stage, cause: CauseCode): Judge =>
  () => ({ at, cause })

const untrusted = always('tls', 'tls-untrusted-issuer')
const unreadable = always('http', 'reply-unreadable')

const BY_NUMBER: Readonly<Record<number, Judge>> = {
  5: always('proxy', 'proxy-unreachable'),
  6: ({ error }) => ({ at: 'resolve', cause: /timed? ?out/i.test(error) ? 'dns-timeout' : 'dns-not-found' }),
  7: unconnected,
  16: unreadable,
  18: unreadable,
  // our own limits
  23: always('http', 'reply-too-large'),
  28: late,
  35: handshake,
  42: always('http', 'reply-too-large'),
  51: certificate,
  // a file of issuers that cannot be read trusts nobody
  58: untrusted,
  60: certificate,
  61: unreadable,
  77: untrusted,
  92: unreadable,
  97: always('proxy', 'proxy-unreachable'),
}

/** Linux: no answer, or no route to the host. */
const NO_ROUTE = new Set([101, 110, 113])

function unconnected({ osErrno, error }: CurlReply, { isProxied }: CurlRequest): CurlFailure {
  if (isProxied) return { at: 'proxy', cause: 'proxy-unreachable' }
  const isLost = NO_ROUTE.has(osErrno) || /timed out|no route|unreachable/i.test(error)
  return { at: 'connect', cause: isLost ? 'connect-timeout' : 'connect-refused' }
}

/** What took too long is what came after the last link that was reached. */
function late(reply: CurlReply, { isSecure, isProxied }: CurlRequest): CurlFailure {
  const { resolvedMs, connectedMs, encryptedMs, firstByteMs, connectStatus, error } = reply
  if (isProxied && connectedMs === 0) return { at: 'proxy', cause: 'proxy-unreachable' }
  if (isProxied && isSecure && connectStatus === 0) return { at: 'proxy', cause: 'proxy-cannot-reach' }
  if (connectedMs === 0 && (resolvedMs === 0 || /resolving timed out/i.test(error)))
    return { at: 'resolve', cause: 'dns-timeout' }
  if (connectedMs === 0) return { at: 'connect', cause: 'connect-timeout' }
  if (isSecure && encryptedMs === 0) return { at: 'tls', cause: 'reply-timeout' }
  return { at: 'http', cause: firstByteMs === 0 ? 'reply-timeout' : 'reply-stalled' }
}

function handshake({ error }: CurlReply): CurlFailure {
  if (/unrecognized[ _]name/i.test(error)) return { at: 'tls', cause: 'tls-wrong-host' }
  return { at: 'tls', cause: /reset|syscall|errno 104/i.test(error) ? 'connection-reset' : 'tls-not-tls' }
}

/** X509_V_ERR_* of OpenSSL's x509_vfy.h; curl itself compares the names. */
const BY_VERIFICATION: Readonly<Record<number, CauseCode>> = {
  9: 'tls-not-yet-valid',
  10: 'tls-expired',
  18: 'tls-self-signed',
  62: 'tls-wrong-host',
}

function certificate({ verifyResult, error }: CurlReply): CurlFailure {
  if (/does not match|no alternative certificate/i.test(error)) return { at: 'tls', cause: 'tls-wrong-host' }
  return { at: 'tls', cause: BY_VERIFICATION[verifyResult] ?? 'tls-untrusted-issuer' }
}

/** Cut, or an end without an answer: at whatever link it was. */
function cut({ connectedMs, encryptedMs }: CurlReply, { isSecure, isProxied }: CurlRequest): CurlFailure {
  if (isProxied && connectedMs === 0) return { at: 'proxy', cause: 'proxy-unreachable' }
  return { at: isSecure && encryptedMs === 0 ? 'tls' : 'http', cause: 'connection-reset' }
}

/** Why a reply to ping is not GLPI Network's, as the gateway's own checks judge it; null when it is. */
export const causeOfCurlReply = ({ status, headers, body }: CurlReply, isProxied: boolean): CauseCode | null =>
  causeOfPing({
    status,
    headers,
    isPage: body?.page === true || isPageType(headers['content-type'] ?? ''),
    isEmpty: body === null || body.bytes === 0,
    isProxied,
  })
