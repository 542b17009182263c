import { markAround } from './around.ts'
import { glyphEnd, type Glyphs } from './glyphs.ts'
import { keyAt } from './keys-in.ts'
import { GUESSED_KINDS, type EditKind, type KeyEdit } from './kinds.ts'
import { markCuts, without, type Cut } from './mending/cuts.ts'
import type { Mended } from './mending/mend.ts'
import { walkKey, type PlusRule, type KeyWalk } from './walk.ts'
import type { Damage } from './damage.ts'

/** One whole key, or several that differ, in their order. */
export type Whole =
  | { kind: 'one'; key: string; edits: KeyEdit[]; guessed: boolean }
  | { kind: 'several'; keys: string[] }

/** What came of looking for a key in a text. */
export type SearchResult = Whole | { kind: 'none'; damage: Damage | null }

/** Kinds of several characters that a program put in at once. */
const ONE_EDIT = new Set<EditKind>(['soft-break', 'mail-break', 'reply-mark'])

const HYPHEN = 0x2d

/** The one key of several copies, and what was done to the text; several where they differ. */
export function chooseResult(text: string, glyphs: Glyphs, found: readonly KeyWalk[], plus: PlusRule | null): Whole {
  const [first, ...others] = found
  if (!first || others.some(({ key }) => key !== first.key)) return several(found)
  const { marks, at } = glyphs
  const written = walkKey(glyphs, first.from, plus, (kind, glyph) => {
    if (kind === 'plus-lost') marks.set(kind, at[glyph]!, glyphEnd(glyphs, glyph))
    else if (ONE_EDIT.has(kind)) marks.extend(kind, at[glyph]!)
    else marks.touch(kind, at[glyph]!)
  })
  marks.add(written.added)
  const from = at[first.from]!
  const to = glyphEnd(glyphs, written.to - 1)
  const end = glyphEnd(glyphs, (others.at(-1) ?? written).to - 1)
  if (end > to) marks.set('repeated', to, end)
  markAround(text, marks, from, end)
  const edits = marks.edits()
  const guessed =
    first.doubtful || hasAnotherReading(glyphs, first) || edits.some(({ kind }) => GUESSED_KINDS.has(kind))
  return { kind: 'one', key: written.key, edits, guessed }
}

/** Two beginnings may be those of one key, or of two. */
export function chooseMended(text: string, mended: readonly Mended[]): Whole {
  const [first, ...others] = mended
  if (!first || others.some(({ key }) => key.key !== first.key.key)) return several(mended.map(({ key }) => key))
  const { view, cuts, key } = first
  const marks = view.glyphs.marks.copy()
  const glyphs = { ...first.glyphs, marks }
  markCuts({ ...view, glyphs: { ...view.glyphs, marks } }, cuts, glyphs.at[key.to - 1]!)
  return chooseResult(text, glyphs, [key], null)
}

const several = (walks: readonly KeyWalk[]): Whole => ({
  kind: 'several',
  keys: [...new Set(walks.map(({ key }) => key))],
})

/** Hyphens at the ends of lines were read as letters of base64url: is another key whole without them? */
function hasAnotherReading(glyphs: Glyphs, { from, to, key }: KeyWalk): boolean {
  const hyphens: Cut[] = []
  for (let at = from; at < to - 1; at++) {
    const next = glyphs.codes[at + 1]
    if (glyphs.codes[at] === HYPHEN && (next === 0x0a || next === 0x0d))
      hyphens.push({ from: at, to: at + 1, kind: 'hyphen' })
  }
  if (hyphens.length === 0) return false
  const left = without({ glyphs, text: '', start: from }, hyphens)
  const other = keyAt(left.glyphs, left.start, null)
  return other !== null && other.key !== key
}
