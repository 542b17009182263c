/** A piece of text as it can be shown: as it is, as the name of something invisible, or as a length left out. */
export type VisiblePiece =
  | { show: 'text'; text: string }
  | { show: 'name'; name: string; times: number }
  | { show: 'gap'; length: number }

export const LONGEST_SHOWN = 480
const EDGE = 200
const MOST_PIECES = 60

const NAMES: Record<string, string> = {
  '\n': '⏎',
  '\r': '⏎',
  '\t': '⇥',
  '\u00A0': 'NBSP',
  '\u00AD': 'SHY',
  '\u200B': 'ZWSP',
  '\u200C': 'ZWNJ',
  '\u200D': 'ZWJ',
  '\u200E': 'LRM',
  '\u200F': 'RLM',
  '\u2009': 'THSP',
  '\u2028': 'LS',
  '\u202F': 'NNBSP',
  '\u2060': 'WJ',
  '\u3000': 'IDSP',
  '\uFEFF': 'BOM',
}

/** Runs of one invisible character; an ordinary blank is visible enough inside a mark. */
const INVISIBLE = /\r\n|(?! )[\p{Cc}\p{Cf}\p{Z}\p{Cs}\uFFFD]/gu

const nameOf = (character: string): string =>
  NAMES[character[0] ?? ''] ?? `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

/** Makes the invisible visible, and a long stretch short: its middle becomes a gap. */
export function visiblePieces(text: string): VisiblePiece[] {
  if (text.length <= LONGEST_SHOWN) return named(text)
  const gap: VisiblePiece = { show: 'gap', length: text.length - 2 * EDGE }
  return [...named(text.slice(0, EDGE)), gap, ...named(text.slice(-EDGE))]
}

function named(text: string): VisiblePiece[] {
  const pieces: VisiblePiece[] = []
  let at = 0
  for (const { 0: character, index } of text.matchAll(INVISIBLE)) {
    if (pieces.length >= MOST_PIECES) break
    if (index > at) pieces.push({ show: 'text', text: text.slice(at, index) })
    const name = nameOf(character)
    const last = pieces.at(-1)
    if (index === at && last?.show === 'name' && last.name === name) last.times++
    else pieces.push({ show: 'name', name, times: 1 })
    at = index + character.length
  }
  const rest = text.slice(at)
  if (pieces.length >= MOST_PIECES && rest.length > EDGE) pieces.push({ show: 'gap', length: rest.length })
  else if (rest !== '') pieces.push({ show: 'text', text: rest })
  return pieces
}
