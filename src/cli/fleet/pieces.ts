/** A part of a file, and the number of its first line, counted from 0. */
export type Piece = { text: string; line: number }
export type Pieces = { head: string; instances: Iterable<Piece> }

/**
 * A fleet file as its head and one piece an instance, so that each is parsed and forgotten by itself: the tree of 10,000 entries
 * takes 90 MB. null for a file that cannot be taken apart by its lines alone, as one with anchors, tags, several documents or a
 * list in brackets; that is read as a whole, with the same result.
 */
export function piecesOf(text: string): Pieces | null {
  if (/^(%|---|\.\.\.|\t|\ufeff)|\r(?!\n)|[\u0085\u2028\u2029]/m.test(text) || /(^|[\s[{,:])[&*!]\S/m.test(text))
    return null
  const opening = /^instances:[ \t]*(#.*)?\r?\n/m.exec(text)
  if (!opening || /^["'?]/m.test(text) || text.match(/^instances\b/gm)?.length !== 1) return null
  const from = opening.index + opening[0].length
  const dash = /^( *)-[ \r\n]/m.exec(text.slice(from))
  // nothing but blank lines and comments stands before the first dash
  if (!dash || /^[ \t]*[^\s#]/m.test(text.slice(from, from + dash.index))) return null
  const indent = dash[1] ?? ''
  const to = endOf(text, from, indent)
  const above = text.slice(0, opening.index)
  const below = text.slice(to)
  return {
    head: `${above}${blanked(text.slice(opening.index, to))}${below}`,
    instances: entries(text, from, to, indent),
  }
}

/** Its line breaks alone, so that what follows keeps its place. */
const blanked = (text: string): string => text.replaceAll(/[^\n]+/g, '')

/** Where the list ends: at the next line that begins a member of the file. */
function endOf(text: string, from: number, indent: string): number {
  const next = indent === '' ? /^[^\s#-]|^-[^ \r\n]/gm : /^[^\s#]/gm
  next.lastIndex = from
  return next.exec(text)?.index ?? text.length
}

function* entries(text: string, from: number, to: number, indent: string): Generator<Piece> {
  const dashes = new RegExp(`^${indent}-[ \\r\\n]`, 'gm')
  dashes.lastIndex = from
  let line = text.slice(0, from).split('\n').length - 1
  let start = from
  // what stands before the first dash is blank or a comment, and goes with it
  let next = dashes.exec(text)
  while (next && next.index < to) {
    next = dashes.exec(text)
    const end = next && next.index < to ? next.index : to
    const piece = text.slice(start, end)
    yield { text: piece, line }
    line += piece.split('\n').length - 1
    start = end
  }
}
