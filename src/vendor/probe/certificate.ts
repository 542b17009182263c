import type { PeerCertificate, TLSSocket } from 'node:tls'
import type { Seen } from './run.ts'

const first = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value)

/** What a server's certificate tells of itself. */
export function certificateSeen(socket: TLSSocket): Seen {
  const certificate: Partial<PeerCertificate> = socket.getPeerCertificate()
  const { issuer, subject, subjectaltname, valid_from: from, valid_to: to, fingerprint256 } = certificate
  return {
    'tls-version': socket.getProtocol(),
    issuer: first(issuer?.CN),
    'issuer-organisation': first(issuer?.O),
    subject: first(subject?.CN),
    names: subjectaltname?.replaceAll('DNS:', ''),
    'valid-from': instant(from),
    'valid-to': instant(to),
    certificate: fingerprint256?.replaceAll(':', '').toLowerCase(),
  }
}

function instant(text: string | undefined): string | null {
  const ms = text === undefined ? Number.NaN : Date.parse(text)
  return Number.isNaN(ms) ? null : new Date(ms).toISOString()
}
