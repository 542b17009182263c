import { WITHHELD } from '#domain/diagnosis.ts'

/** No word is as long. Keys, tokens and session ids are, in base64, base64url and hexadecimal; dots part the labels of a name. */
const LONG_RUN = /[A-Za-z0-9+_-]{40,}={0,2}/g

/** What Latchkey itself writes: fingerprints of keys and of certificates. */
const OUR_OWN = /^(sha256:)?[0-9a-f]{64}$/

/**
 * A copy as JSON would carry it, without anything in its texts that looks like a secret: the sentences of others may
 * quote what was sent to them.
 */
export function withoutSecrets(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, member: unknown) => (typeof member === 'string' ? shortened(member) : member)),
  )
}

const shortened = (text: string): string => (OUR_OWN.test(text) ? text : text.replace(LONG_RUN, WITHHELD))
