import { fromBase64 } from './bytes.ts'

/** So many characters of a secret in a row are a quotation. */
export const RUN = 12

export type Pieces = { length: number; pieces: ReadonlySet<string> }

/** Every run of a secret's characters, forwards and backwards; of one shorter than a run, the whole. Of what it decodes to as well. */
export function piecesOf(secret: string): Pieces {
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
