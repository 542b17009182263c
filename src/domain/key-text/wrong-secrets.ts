import { decodeBase64, isUtf8 } from './base64.ts'
import { fileKindOf } from './file-kinds.ts'
import type { WrongSecret } from './kinds.ts'
import { isPlaceholder } from './placeholders.ts'
import { secretInSentence } from './sentence.ts'
import { isLatchkeyReport, SERVICE_SHAPES, SERVICE_WORDS } from './service-secrets.ts'

const CRYPT_KEY_BYTES = 32
const LEAST_CIPHERTEXT_BYTES = 40
const EDGE = ' \t\r\n"\'`“”„«»‹›‘’<>()[];,\u00a0\u200b\ufeff'
const LONGEST_PASSWORD = 24

/** Shapes of whole texts, the most telling first. */
const SHAPES: [WrongSecret, RegExp][] = [
  ['private-key', /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/],
  ['certificate', /-----BEGIN [A-Z0-9 ]*(?:CERTIFICATE|PUBLIC KEY)(?: REQUEST)?-----/],
  // signed, in three parts (RFC 7519), or encrypted, in five (RFC 7516)
  ['access-token', /(?:^|[\s"'`=:<(])eyJ[\w-]{4,}\.[\w-]*\.[\w-]*(?:\.[\w-]*\.[\w-]*)?(?:$|[\s"'`,;>)])/],
]

/** Shapes of the one word that is left once labels and quotes are gone. */
const WORDS: [WrongSecret, RegExp][] = [
  ...SERVICE_WORDS,
  [
    'web-address',
    /^(?:[a-z][a-z\d+.-]{1,9}:\/\/\S+|www\.[\w.-]+\.[a-z]{2,}(?:\/\S*)?|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|eu|fr|de|es|pt|br|local)(?:[/:]\S*)?)$/i,
  ],
  ['mail-address', /^(?:mailto:)?[^\s@<>"]{1,64}@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}$/i],
  ['oauth-client', /^(?:[\da-f]{32,128})$/i],
  ['glpi-token', /^[a-zA-Z\d]{40}$/],
  ['order-number', /^(?:n[°ºo.]*\s*|#)?(?:[a-z]{1,6}[-_/ .#]?){0,3}\d[\d\-_/ .]{2,19}(?:[-_/][a-z\d]{1,4})?$/i],
]

/** Texts that are something else as a whole, whatever stands in them; null for all others. */
export function otherThan(text: string): WrongSecret | null {
  if (isLatchkeyReport(text)) return 'latchkey-report'
  return fileKindOf(text) ?? (isPlaceholder(text) ? 'placeholder' : null)
}

/** Names the other secret that a text is; null where it is none of those known. */
export function wrongSecretIn(text: string): WrongSecret | null {
  if (isRawCryptKey(text)) return 'glpi-crypt-key'
  for (const [kind, shape] of SHAPES) if (shape.test(text)) return kind
  if (text.length > 2048) return null
  for (const [kind, shape] of SERVICE_SHAPES) if (shape.test(text)) return kind
  const word = bareWord(text)
  const unlabelled = bareWord(word.replace(/^[^\d:=]{0,60}[:=]\s*/, '')) || word
  for (const [kind, shape] of WORDS) if (shape.test(word) || shape.test(unlabelled)) return kind
  return encodedSecret(unlabelled) ?? secretInSentence(text) ?? (isPassword(text.trim()) ? 'password' : null)
}

/** Without the blanks, quotes and points around it; one step a character, unlike a regular expression that looks for an end. */
function bareWord(text: string): string {
  let from = 0
  let to = text.length
  while (from < to && EDGE.includes(text.charAt(from))) from++
  while (to > from && EDGE.includes(text.charAt(to - 1))) to--
  return text.slice(from, to)
}

/** Random bytes are never UTF-8, once there are 32 of them. */
function encodedSecret(word: string): WrongSecret | null {
  const bytes = decodeBase64(word.replace(/\s+/g, ''))
  if (bytes === null || isUtf8(bytes)) return null
  if (bytes.length === CRYPT_KEY_BYTES) return 'glpi-crypt-key'
  return bytes.length >= LEAST_CIPHERTEXT_BYTES ? 'glpi-ciphertext' : null
}

/** 32 bytes read as windows-1252 or as UTF-8: hardly any text has so many characters that no keyboard writes. */
function isRawCryptKey(text: string): boolean {
  if (text.length < 16 || text.length > CRYPT_KEY_BYTES + 2) return false
  let odd = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (
      code === 0xfffd ||
      (code < 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) ||
      (code >= 0x7f && code < 0x100)
    )
      odd++
    else if (code > 0xff) odd += 0.5
  }
  return odd >= 6
}

const isPassword = (word: string): boolean =>
  word.length >= 4 && word.length <= LONGEST_PASSWORD && /^[!-~]+$/.test(word)
