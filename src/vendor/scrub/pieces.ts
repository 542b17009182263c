/** So many characters of a key in a row are a quotation. */
const RUN = 12

/** Every run of a key's characters, forwards and backwards; of a key shorter than a run, the whole. Of what it decodes to as well. */
export function piecesOf(key: string): { length: number; pieces: ReadonlySet<string> } {
  const length = Math.min(RUN, key.length)
  const pieces = new Set<string>()
  const add = (text: string) => {
    for (let start = 0; start + length <= text.length; start += 1) pieces.add(text.slice(start, start + length))
  }
  const decoded = Buffer.from(key, 'base64').toString('latin1')
  // between quotation marks stands what is secret; `"signature":"` stands in every key
  for (const text of [key, ...decoded.split('"')]) {
    add(text)
    add(text.split('').toReversed().join(''))
  }
  return { length, pieces }
}
