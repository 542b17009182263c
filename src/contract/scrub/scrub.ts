import { MAX_FACT_CHARACTERS, WITHHELD } from '#domain/diagnosis.ts'
import { decodings, fromBase64 } from './decodings.ts'

/** So many characters of a secret in a row are a quotation. */
const RUN = 12

type Pieces = { length: number; pieces: ReadonlySet<string> }

/** Every run of a secret's characters, forwards and backwards; of one shorter than a run, the whole. Of what it decodes to as well. */
function piecesOf(secret: string): Pieces {
  const length = Math.min(RUN, secret.length)
  const pieces = new Set<string>()
  const add = (text: string) => {
    for (let start = 0; start + length <= text.length; start += 1) pieces.add(text.slice(start, start + length))
  }
  const decoded = fromBase64(secret)
  // between quotation marks stands what is secret; `"signature":"` stands in every key
  for (const text of [secret, ...decoded.split('"')]) {
    add(text)
    add(text.split('').toReversed().join(''))
  }
  return { length, pieces }
}

/** Makes a text from the other side of a wire fit to be shown: printable, cut, and withheld as a whole when it quotes a secret. */
export type Scrub = (text: string) => string

/** What is shown is taken from this much, so this much is searched. */
const MAX_SCANNED_CHARACTERS = 4096

/** @param secrets what was sent to the other side, and may come back from it: a key, a token. */
export function scrubFor(secrets: readonly string[]): Scrub {
  const sought = secrets.map(piecesOf)
  return (text) => {
    const start = text.slice(0, MAX_SCANNED_CHARACTERS)
    return sought.some((pieces) => quotes(start, pieces)) ? WITHHELD : printable(start)
  }
}

/** Control, format and private characters are no text; nor is half of a pair that the cut left behind. */
const printable = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\s]+/gu, ' ')
    .trim()
    .slice(0, MAX_FACT_CHARACTERS)
    .replace(/[\ud800-\udbff]$/, '')

function quotes(text: string, { length, pieces }: Pieces): boolean {
  for (const decoded of decodings(text, length))
    for (let start = 0; start + length <= decoded.length; start += 1)
      if (pieces.has(decoded.slice(start, start + length)) && (length === RUN || standsAlone(decoded, start, length)))
        return true
  return false
}

/** A letter, a digit, or what joins them in a path, a name or an address. */
const JOINED = /[\p{L}\p{N}_./\\:-]/u

/**
 * A short secret is a word like others: as a part of a longer one, or of a path, it is no quotation. Whoever has "glpi" for a password
 * would otherwise see no path at all, and everybody could guess why.
 */
const standsAlone = (text: string, start: number, length: number): boolean =>
  !JOINED.test(text.charAt(start - 1)) && !JOINED.test(text.charAt(start + length))
