import type { PeerCertificate, TLSSocket } from 'node:tls'
import type { Seen } from '#contract/scrub/facts.ts'

/** What a server's certificate tells of itself. */
export function certificateSeen(socket: TLSSocket): Seen {
  const certificate: Partial<PeerCertificate> = socket.getPeerCertificate()
  const { issuer, subject, subjectaltname, valid_from: from, valid_to: to, fingerprint256 } = certificate
  return {
    'tls-version': socket.getProtocol(),
    issuer: first(issuer?.CN),
    'issuer-organisation': first(issuer?.O),
    subject: first(subject?.CN),
    names: subjectaltname?.replace(/\b(DNS|IP Address):/g, ''),
    'valid-from': instant(from),
    'valid-to': instant(to),
    certificate: fingerprint256?.replaceAll(':', '').toLowerCase(),
  }
}

/** Node gives a list where a name stands several times. */
const first = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value)

function instant(text: string | undefined): string | null {
  const ms = text === undefined ? Number.NaN : Date.parse(text)
  return Number.isNaN(ms) ? null : new Date(ms).toISOString()
}
