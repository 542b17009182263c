/** In characters. The rest of a text is cut off before anything else is done with it. */
const MOST_CHARACTERS = 20_000

/** Elements whose content is no text. */
const SCRIPTS = /<(script|style|iframe|object|embed|template|noscript|svg)\b[^<>]*>(?:[\s\S]*?<\/\1\s*>|[\s\S]*$)/gi
const SCRIPT = /<(script|style|iframe|object|embed|template|noscript|svg)\b/i
/** One that never ends is cut as text. */
const TAG = /<\/?[a-z!][^<>]*>/gi

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: '’',
  nbsp: ' ',
}

/** The words of a text that may be HTML. It is shown as text, so that nothing in it can act; this is for the eye. */
export function readPlainText(text: string, most: number): { plain: string; hadScript: boolean; wasCut: boolean } {
  const isLong = text.length > MOST_CHARACTERS
  // a tag that the cut goes through is none any more
  const start = isLong ? text.slice(0, MOST_CHARACTERS).replace(/<\/?[a-z!]?[^<>]{0,200}$/i, '') : text
  const hadScript = SCRIPT.test(start)
  const bare = (hadScript ? start.replace(SCRIPTS, ' ') : start).replace(TAG, ' ')
  const words = bare
    .replace(/&(amp|lt|gt|quot|apos|nbsp);/g, (entity, name: string) => ENTITIES[name] ?? entity)
    .replace(/\s+/g, ' ')
    .trim()
  const wasCut = words.length > most || isLong
  return {
    plain: words.length > most ? `${words.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…` : words,
    hadScript,
    wasCut,
  }
}
