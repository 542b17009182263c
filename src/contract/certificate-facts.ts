import type { Facts } from '#domain/diagnosis.ts'

type Names = { CN?: string | string[]; O?: string | string[] }

/** A peer's certificate, as far as Node tells of one. */
export type PeerCertificate = {
  issuer?: Names
  subject?: Names
  subjectaltname?: string | undefined
  valid_from?: string
  valid_to?: string
  fingerprint256?: string
}

export type CertificateFacts = { [Name in keyof Facts]: string | null | undefined }

/** What a server's certificate tells of itself. */
export function certificateFacts(certificate: PeerCertificate, protocol: string | null): CertificateFacts {
  const { issuer, subject, subjectaltname, valid_from: from, valid_to: to, fingerprint256 } = certificate
  return {
    'tls-version': protocol,
    issuer: first(issuer?.CN),
    'issuer-organisation': first(issuer?.O),
    subject: first(subject?.CN),
    names: subjectaltname?.replace(/\b(DNS|IP Address):/g, ''),
    'valid-from': instant(from),
    'valid-to': instant(to),
    certificate: fingerprint256 === undefined ? undefined : plainFingerprint(fingerprint256),
  }
}

/** SHA-256 in hexadecimal, however it was written: with colons, as openssl and browsers show it, or without. */
export const plainFingerprint = (text: string): string => text.replace(/[\s:]/g, '').toLowerCase()

/** Node gives a list where a name stands several times. */
const first = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value)

function instant(text: string | undefined): string | null {
  const ms = text === undefined ? Number.NaN : Date.parse(text)
  return Number.isNaN(ms) ? null : new Date(ms).toISOString()
}
