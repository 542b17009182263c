/** What stood around the JSON of a reply. */
export type Noise = 'byte-order-mark' | 'php-messages'

export type ReadJson = { json: unknown; noise: Noise | null }

const NONE: ReadJson = { json: undefined, noise: null }

/** So many places are tried as the beginning, and no more: what is no answer is not searched for ever. */
const MAX_TRIES = 20

/**
 * The JSON of a reply's body; undefined for none. PHP that shows its notices puts them before the JSON or behind it, and a file of
 * GLPI's that an editor saved puts a byte order mark there. The answer itself is whole, and is read past them.
 */
export function readJson(body: string): ReadJson {
  if (body === '') return NONE
  const json = parsed(body)
  if (json !== undefined) return { json, noise: null }
  const text = body.trim()
  const trimmed = parsed(text)
  // a byte order mark counts as a blank, and JSON takes all others
  if (trimmed !== undefined) return { json: trimmed, noise: 'byte-order-mark' }
  // scripts of a page hold JSON too, and none that answers
  return /<(!doctype|html)\b/i.test(text) ? NONE : pastMessages(text)
}

/** What PHP shows begins like this, as a page or as text. */
const MESSAGE = /^\s*($|<br|<b>|(PHP )?(Warning|Notice|Deprecated|Fatal|Strict))/

/** Answers of GLPI's are lists and objects, and begin with a text or with another object. */
function pastMessages(text: string): ReadJson {
  let tries = 0
  for (const { index: start } of text.matchAll(/\[(?=\s*["{\]])|\{(?=\s*")/g)) {
    if (++tries > MAX_TRIES) break
    const close = text[start] === '[' ? ']' : '}'
    const message = text.indexOf('<br', start)
    for (const end of [text.lastIndexOf(close), message < 0 ? -1 : text.lastIndexOf(close, message)]) {
      if (end <= start || !MESSAGE.test(text.slice(end + 1, end + 100))) continue
      const json = parsed(text.slice(start, end + 1))
      if (json !== undefined) return { json, noise: 'php-messages' }
    }
  }
  return NONE
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
