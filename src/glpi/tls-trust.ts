import { X509Certificate } from 'node:crypto'
import { createSecureContext, TLSSocket, type SecureContext } from 'node:tls'
import type { buildConnector } from 'undici'
import { plainFingerprint } from '#contract/certificate-facts.ts'
import type { Connection } from '#contract/connection.ts'

/** How one GLPI's certificate is verified, in place of the list of issuers that all others share. */
export type TlsTrust = NonNullable<Connection['tls']>

/** Another certificate than the pinned one; the system has no code for that. */
export const PIN_DIFFERS = 'CERT_PIN_DIFFERS'
/** The text that was given as the issuer's certificate is not one. */
const CA_UNUSABLE = 'CERT_FILE_UNUSABLE'

/** A fleet has thousands of GLPIs behind one issuer, and the list of all others takes a few milliseconds to read. */
const contexts = new Map<string, SecureContext>()
const MAX_CONTEXTS = 20

/** The issuers that Node was started with, and this one. The option `ca` would replace them. */
function trusting(ca: string): SecureContext {
  const known = contexts.get(ca)
  if (known) return known
  // OpenSSL accepts a text that is no certificate, and then trusts nothing
  if (!isCertificate(ca)) throw Object.assign(new Error(CA_UNUSABLE), { code: CA_UNUSABLE })
  const context = createSecureContext()
  context.context.addCACert(ca)
  if (contexts.size >= MAX_CONTEXTS) contexts.clear()
  contexts.set(ca, context)
  return context
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0
  } catch {
    return false
  }
}

export const connectorOptions = ({ ca, fingerprint }: TlsTrust): buildConnector.BuildOptions => ({
  ...(ca !== undefined && { secureContext: trusting(ca) }),
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
