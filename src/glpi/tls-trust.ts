import { X509Certificate } from 'node:crypto'
import { TLSSocket, type SecureContext } from 'node:tls'
import type { buildConnector } from 'undici'
import { plainFingerprint } from '#contract/certificate-facts.ts'
import type { Connection } from '#contract/connection.ts'
import { trustingContext } from '#net/trusting-context.ts'

/** How one GLPI's certificate is verified, in place of the list of issuers that all others share. */
export type TlsTrust = NonNullable<Connection['tls']>

/** Another certificate than the pinned one; the system has no code for that. */
export const PIN_DIFFERS = 'CERT_PIN_DIFFERS'
/** The text that was given as the issuer's certificate is not one. */
const CA_UNUSABLE = 'CERT_FILE_UNUSABLE'

/** @throws CA_UNUSABLE: OpenSSL accepts a text that is no certificate, and then trusts nothing. */
function contextFor(ca: string): SecureContext {
  if (!isCertificate(ca)) throw Object.assign(new Error(CA_UNUSABLE), { code: CA_UNUSABLE })
  return trustingContext(ca)
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0
  } catch {
    return false
  }
}

export const connectorOptions = ({ ca, fingerprint }: TlsTrust): buildConnector.BuildOptions => ({
  ...(ca !== undefined && { secureContext: contextFor(ca) }),
  // the pin below verifies it instead, before anything is sent
  ...(fingerprint !== undefined && { rejectUnauthorized: false, maxCachedSessions: 0 }),
})

/**
 * Trusts the pinned certificate only, whatever its issuer and name. A connection with another certificate is closed before any request.
 * Plain HTTP has no certificate to compare.
 */
export const pinCertificate =
  (connect: buildConnector.connector, fingerprint: string): buildConnector.connector =>
  (options, done) =>
    connect(options, (...[error, socket]: Parameters<buildConnector.Callback>) => {
      if (error) return done(error, null)
      if (!(socket instanceof TLSSocket) || isPinned(socket, fingerprint)) return done(null, socket)
      socket.destroy()
      return done(Object.assign(new Error(PIN_DIFFERS), { code: PIN_DIFFERS }), null)
    })

const isPinned = (socket: TLSSocket, fingerprint: string): boolean =>
  plainFingerprint(socket.getPeerCertificate().fingerprint256 ?? '') === plainFingerprint(fingerprint)
