import { markAround, trimmedPart, trimmingEdits } from './key-text/around.ts'
import { findKey } from './key-text/find-key.ts'
import type { SearchResult } from './key-text/settle.ts'
import { Marks } from './key-text/marks.ts'
import { decodedKeyIn, type DecodedKey } from './key-text/nested/decoded-json.ts'
import type { KeyEdit, WrongSecret } from './key-text/kinds.ts'
import { isSendable, MAX_KEY_LENGTH, readKey, type KeyReading } from './key-text/whole-key.ts'
import { otherThan, wrongSecretIn } from './key-text/wrong-secrets.ts'
import { MAX_PASTE_CHARACTERS } from './text-encoding.ts'
import type { Finding } from './verdict.ts'
import { decodeBase64 } from './key-text/base64.ts'

export { fingerprintOf } from './fingerprint.ts'
export { fileKindOf } from './key-text/file-kinds.ts'
export {
  EDIT_KINDS,
  GUESSED_KINDS,
  WRONG_SECRETS,
  type EditKind,
  type KeyEdit,
  type WrongSecret,
} from './key-text/kinds.ts'

export type Anatomy = {
  /** Characters of the key, or of the trimmed text where no key was found. */
  length: number
  /** How far the text decodes: base64, then JSON, then an object with a `signature`. */
  decodes: 'key' | 'json' | 'bytes' | 'no'
  /** Member names of the decoded object other than `signature`: a count, never the names or values. */
  members: number | null
}

export type KeyInspection = {
  finding: Finding
  /** What would be sent; null when nothing may be. */
  key: string | null
  /** In order of the first place each kind touches. */
  edits: KeyEdit[]
  wrongSecret: WrongSecret | null
  /** Whole keys of a text that holds more than one, in their order; otherwise empty. Which one is meant is not for us to choose. */
  several: string[]
  anatomy: Anatomy
}

/** Linear in the length of `pasted`, up to 1 MiB, whatever is in it. Never throws. */
export function inspectKey(pasted: string): KeyInspection {
  if (pasted.length > MAX_PASTE_CHARACTERS) return without('unfamiliar', pasted.length)
  const reading = readKey(pasted)
  if (reading.decodes === 'key') return whole('clean', pasted, [], reading)
  const found = findKey(pasted)
  if (found.kind === 'one')
    return whole(found.guessed ? 'confirm' : 'repaired', found.key, found.edits, readKey(found.key))
  return notWhole(pasted, found)
}

/** A whole key too long for a header is no key that anyone could send. */
function whole(finding: Finding, key: string, edits: KeyEdit[], reading: KeyReading): KeyInspection {
  const anatomy = { length: key.length, decodes: reading.decodes, members: reading.members }
  if (key.length > MAX_KEY_LENGTH)
    return { finding: 'unfamiliar', key: null, edits: [], wrongSecret: null, several: [], anatomy }
  return { finding, key, edits, wrongSecret: null, several: [], anatomy }
}

function notWhole(pasted: string, found: Exclude<SearchResult, { kind: 'one' }>): KeyInspection {
  const part = trimmedPart(pasted)
  const text = pasted.slice(part.from, part.to)
  if (text === '') return without('empty', 0)
  const anatomy = { length: text.length, ...readKey(text) }
  const none = { key: null, edits: [], wrongSecret: null, several: [], anatomy }
  if (found.kind === 'several') return { ...none, finding: 'unfamiliar', several: found.keys }
  const named = otherThan(pasted)
  if (named) return { ...none, finding: 'wrong-secret', wrongSecret: named }
  const decoded = decodedKeyIn(pasted)
  if (decoded) return ofDecoded(pasted, decoded, anatomy)
  const telling = anatomy.decodes === 'json' ? null : wrongSecretIn(text)
  const damage = anatomy.decodes === 'json' ? null : found.damage
  if (telling === 'access-token' || (telling && !damage))
    return { ...none, finding: 'wrong-secret', wrongSecret: telling }
  if (damage) return { ...none, finding: damage }
  const canBeSent = isSendable(text)
  return {
    ...none,
    finding: 'unfamiliar',
    key: canBeSent ? text : null,
    edits: canBeSent ? trimmingEdits(pasted, part) : [],
  }
}

/** The decoded content of a key. Encoding the same bytes gives the key back; that the bytes are the same is a guess. */
function ofDecoded(pasted: string, { place, key }: DecodedKey, anatomy: Anatomy): KeyInspection {
  const reading = key === null ? null : readKey(key)
  if (key === null || reading?.decodes !== 'key' || key.length > MAX_KEY_LENGTH)
    return { finding: 'wrong-secret', key: null, edits: [], wrongSecret: 'decoded-key', several: [], anatomy }
  const marks = new Marks(pasted.length)
  marks.set('decoded-json', place.from, place.to)
  markAround(pasted, marks, place.from, place.to)
  return whole('confirm', key, marks.edits(), reading)
}

const without = (finding: Finding, length: number): KeyInspection => ({
  finding,
  key: null,
  edits: [],
  wrongSecret: null,
  several: [],
  anatomy: { length, decodes: 'no', members: null },
})

/** Whether this is a whole key that is not one of the sandbox's: a stand-in must not receive a real one. */
export function isRealKey(key: string): boolean {
  if (readKey(key).decodes !== 'key') return false
  const parsed: unknown = JSON.parse(decodeBase64(key) ?? '')
  return !(typeof parsed === 'object' && parsed !== null && 'sandbox' in parsed && typeof parsed.sandbox === 'string')
}
