import { markAround } from '../around.ts'
import type { SearchResult, Whole } from '../settle.ts'
import { glyphEnd, type Glyphs } from '../glyphs.ts'
import { type KeyEdit, GUESSED_KINDS } from '../kinds.ts'
import { encodedRuns, type EncodedRun } from './encoded-runs.ts'

/** How many characters of decoded texts are searched. */
const MOST_TEXT = 98_304
/** How far before its body the head of a mail, or of a part of it, may begin. */
const HEAD = 4096
const MAIL = /content-transfer-encoding:\s*base64/i

type FoundRun = { run: EncodedRun; found: Whole }

/** Looks for a key in base64 inside a text; if there is none, reports one that is damaged. */
export function findEncoded(text: string, glyphs: Glyphs, find: (inner: string) => SearchResult): SearchResult {
  let left = MOST_TEXT
  let damage: Extract<SearchResult, { kind: 'none' }>['damage'] = null
  const whole: FoundRun[] = []
  for (const run of encodedRuns(glyphs)) {
    left -= run.text.length
    if (left < 0) break
    const found = find(run.text)
    if (found.kind === 'none') damage ??= found.damage
    else whole.push({ run, found })
  }
  const [first] = whole
  if (!first) return { kind: 'none', damage }
  const keys = [...new Set(whole.flatMap(({ found }) => (found.kind === 'one' ? found.key : found.keys)))]
  if (first.found.kind === 'several' || keys.length > 1) return { kind: 'several', keys }
  const { key, edits, guessed } = first.found
  return { kind: 'one', key, edits: editsOf(text, glyphs, first.run, edits), guessed }
}

/** The whole of it was mended at once: its own places are not those of the text, but a guess is reported. */
function editsOf(text: string, glyphs: Glyphs, { from, to }: EncodedRun, inner: readonly KeyEdit[]): KeyEdit[] {
  const place: [number, number] = [glyphs.at[from]!, glyphEnd(glyphs, to - 1)]
  const kind = MAIL.test(text.slice(Math.max(0, place[0] - HEAD), place[0])) ? 'mail-encoding' : 'encoded-again'
  const marks = glyphs.marks.copy()
  marks.set(kind, ...place)
  markAround(text, marks, ...place)
  const edits = marks.edits()
  const own = edits.find((edit) => edit.kind === kind)
  const deeper = inner.find((edit) => edit.kind === 'encoded-again')
  if (own && deeper) own.count += deeper.count
  for (const { kind: guess, count } of inner)
    if (GUESSED_KINDS.has(guess)) edits.push({ kind: guess, count, ranges: [place] })
  return edits
}
