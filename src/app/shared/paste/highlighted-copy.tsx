import './highlighted-copy.css'
import { Plural } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { KeyEdit } from '#domain/key.ts'
import { quantity } from '../../ui/format.ts'
import { segmentsOf, type Fate, type Segment } from './highlighted-text.ts'
import { LONGEST_SHOWN, visiblePieces, type VisiblePiece } from './visible-text.ts'

/** Enough to see what happened; a longer text is cut, not scrolled. */
const MOST_CHARACTERS = 4000

const TAGS: Record<Fate, 'span' | 'del' | 'mark'> = {
  unchanged: 'span',
  removed: 'del',
  repaired: 'mark',
  added: 'mark',
}

/**
 * The pasted text with the exact places marked. Hidden from screen readers, which are told the same in words: nobody
 * wants a key spelled out.
 */
export function HighlightedCopy({ text, edits }: { text: string; edits: KeyEdit[] }) {
  const segments = shown(segmentsOf(text.length, edits))
  const left = text.length - (segments.at(-1)?.to ?? 0)
  return (
    <div className="lk-marked" aria-hidden="true" translate="no">
      {segments.map(({ from, to, fate }) => {
        const Tag = TAGS[fate]
        return (
          <Tag key={`${from}-${fate}`} data-fate={fate}>
            {fate === 'added' ? '+' : visiblePieces(text.slice(from, to)).map(show)}
          </Tag>
        )
      })}
      {left > 0 && <Gap length={left} />}
    </div>
  )
}

function shown(segments: Segment[]): Segment[] {
  let room = MOST_CHARACTERS
  return segments.filter(({ from, to }) => {
    const fits = room > 0
    // longer ones are shown with a gap in the middle
    room -= Math.min(to - from, LONGEST_SHOWN)
    return fits
  })
}

function show(piece: VisiblePiece, index: number): ReactNode {
  if (piece.show === 'text') return piece.text
  if (piece.show === 'gap') return <Gap key={index} length={piece.length} />
  const isSign = piece.name.length === 1
  return (
    <span key={index} className={isSign ? undefined : 'lk-invisible'}>
      {piece.times <= (isSign ? 3 : 1) ? piece.name.repeat(piece.times) : `${piece.name}×${quantity(piece.times)}`}
    </span>
  )
}

const Gap = ({ length }: { length: number }) => (
  <span className="lk-gap">
    <Plural value={length} one="… # more character …" other="… # more characters …" />
  </span>
)
