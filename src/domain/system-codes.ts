import type { CauseCode } from './cause-codes.ts'

const BY_CODE: Readonly<Record<string, CauseCode>> = {
  ENOTFOUND: 'dns-not-found',
  ENODATA: 'dns-not-found',
  EAI_AGAIN: 'dns-timeout',
  EAI_FAIL: 'dns-timeout',
  ECONNREFUSED: 'connect-refused',
  // a firewall on this machine
  EACCES: 'connect-refused',
  EPERM: 'connect-refused',
  ETIMEDOUT: 'connect-timeout',
  EHOSTUNREACH: 'connect-timeout',
  ENETUNREACH: 'connect-timeout',
  EADDRNOTAVAIL: 'connect-timeout',
  EINVAL: 'connect-timeout',
  UND_ERR_CONNECT_TIMEOUT: 'connect-timeout',
  ECONNRESET: 'connection-reset',
  EPIPE: 'connection-reset',
  // the other side closed before its reply was whole
  UND_ERR_SOCKET: 'connection-reset',
  UND_ERR_HEADERS_OVERFLOW: 'reply-too-large',
  UND_ERR_RES_EXCEEDED_MAX_SIZE: 'reply-too-large',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'reply-unreadable',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls-self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls-untrusted-issuer',
  UNABLE_TO_GET_ISSUER_CERT: 'tls-untrusted-issuer',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls-untrusted-issuer',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls-untrusted-issuer',
  CERT_UNTRUSTED: 'tls-untrusted-issuer',
  CERT_REJECTED: 'tls-untrusted-issuer',
  CERT_REVOKED: 'tls-untrusted-issuer',
  CERT_SIGNATURE_FAILURE: 'tls-untrusted-issuer',
  CERT_CHAIN_TOO_LONG: 'tls-untrusted-issuer',
  INVALID_CA: 'tls-untrusted-issuer',
  INVALID_PURPOSE: 'tls-untrusted-issuer',
  PATH_LENGTH_EXCEEDED: 'tls-untrusted-issuer',
  // Node's code for any fault of a chain without a code of its own, such as a SHA-1 signature
  UNSPECIFIED: 'tls-untrusted-issuer',
  // Latchkey's own: another certificate than the one that was pinned, and an issuer's file that is none
  CERT_PIN_DIFFERS: 'tls-untrusted-issuer',
  CERT_FILE_UNUSABLE: 'tls-untrusted-issuer',
  ERR_TLS_CERT_ALTNAME_INVALID: 'tls-wrong-host',
  HOSTNAME_MISMATCH: 'tls-wrong-host',
  // the other side says in the handshake that it knows no such name (RFC 6066, 3)
  ERR_SSL_TLSV1_UNRECOGNIZED_NAME: 'tls-wrong-host',
  CERT_HAS_EXPIRED: 'tls-expired',
  CERT_NOT_YET_VALID: 'tls-not-yet-valid',
  EPROTO: 'tls-not-tls',
}

/** What a code of the system, of Node, undici or OpenSSL means, towards either side; null for one that says nothing. */
export function causeOfSystemCode(code: string): CauseCode | null {
  const known = BY_CODE[code]
  if (known !== undefined) return known
  if (code.startsWith('ERR_SSL_')) return 'tls-not-tls'
  return code.startsWith('HPE_') || code.startsWith('Z_') ? 'reply-unreadable' : null
}
