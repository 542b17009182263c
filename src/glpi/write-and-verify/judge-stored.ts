import { isSendable } from '#domain/key-text/whole-key.ts'
import type { CauseCode } from '#domain/cause-codes.ts'
import type { Facts } from '#domain/diagnosis.ts'
import { readKey } from '#domain/key-text/whole-key.ts'
import { fingerprintOf, inspectKey } from '#domain/key.ts'
import { causeOfUnsent } from '#domain/unsent-text.ts'
import { NONCE_BYTES, TAG_BYTES, unseal } from '../seal.ts'

export const CRYPT_KEY_BYTES = 32

/** The column `value` of `glpi_configs` is TEXT; what does not fit is cut off, or not stored at all. */
export const COLUMN_BYTES = 65_535

/** Of a key that is piped to its console, GLPI keeps so many characters. */
export const CONSOLE_CHARACTERS = 4095

/**
 * Latchkey's copy of a GLPI's `config/glpicrypt.key`: its 32 bytes; `missing`, or of another length; null where there is none. What is the
 * matter with it says nothing of the file that GLPI has.
 */
export type CryptKey = Uint8Array | 'missing' | null

export type StoredJudgement = { cause: CauseCode | null; facts: Facts }

/**
 * Judges what a GLPI has stored as its registration key.
 * Without a copy of the encryption file a value of the right shape counts as good: that it cannot be opened from
 * here is no fault of GLPI's, so it is a fact (`reason: no-key-file`) and not a cause.
 * @param value as it stands in the database; NULL is as empty as an empty text: a GLPI 11 that never had a key has it.
 */
export function judgeStored(value: string | null, copy: CryptKey): StoredJudgement {
  if (value === null || value === '') return fault('stored-blank')
  if (Buffer.byteLength(value) >= COLUMN_BYTES) return fault('too-long-for-glpi', { length: String(value.length) })
  const { decodes } = readKey(value)
  if (decodes === 'key' || decodes === 'json') return fault('stored-unencrypted', { length: String(value.length) })
  const bytes = sealedBytes(value)
  if (bytes === null) return fault('stored-unreadable')
  const length = bytes.length - NONCE_BYTES - TAG_BYTES
  // an encrypted nothing is what security:change_key makes of an empty field; the cipher keeps the length
  if (length === 0) return fault('stored-blank')
  if (copy === null) return { cause: null, facts: { length: String(length), reason: 'no-key-file' } }
  if (!isUsable(copy)) return fault('copy-unusable', { length: String(length) })
  const opened = unseal(bytes, copy)
  return opened === null ? fault('copy-does-not-fit', { length: String(length) }) : judgeOpened(opened)
}

const isUsable = (copy: CryptKey): copy is Uint8Array =>
  copy !== null && copy !== 'missing' && copy.length === CRYPT_KEY_BYTES

/** The bytes of a value in GLPI's own encryption; null for one that has not that form. */
export function sealedBytes(value: string): Buffer | null {
  const bytes = Buffer.from(value, 'base64')
  return bytes.toString('base64') === value && bytes.length >= NONCE_BYTES + TAG_BYTES ? bytes : null
}

const fault = (cause: CauseCode, facts: Facts = {}): StoredJudgement => ({ cause, facts })

/** What GLPI would send. It sends it as it stands, so a key that would have to be cleaned first is damaged. */
function judgeOpened(bytes: Uint8Array): StoredJudgement {
  const text = Buffer.from(bytes).toString('utf8')
  const inspection = inspectKey(text)
  const { finding, wrongSecret } = inspection
  const facts: Facts = { length: String(text.length), finding }
  if (finding === 'clean' && isSendable(text))
    return { cause: null, facts: { ...facts, fingerprint: fingerprintOf(text) } }
  if (finding === 'empty') return fault('stored-blank', facts)
  if (finding === 'truncated' && text.length === CONSOLE_CHARACTERS) return fault('too-long-for-glpi', facts)
  if (wrongSecret) return fault(causeOfUnsent(inspection), facts)
  if (finding !== 'unfamiliar') return fault('key-damaged', facts)
  if (!isSendable(text)) return fault('key-unsendable', facts)
  // GLPI Network decides what a key is, not we
  return { cause: null, facts: { ...facts, fingerprint: fingerprintOf(text) } }
}
