import { Trans } from '@lingui/react/macro'
import type { KeyEdit } from '#domain/key.ts'
import { quantity } from '../ui/format.ts'
import { segmentsOf, type Fate } from './marked-text.ts'
import { visible, type Piece } from './visible-text.ts'

/** Enough to see what happened; a longer text is cut, not scrolled. */
const MOST_CHARACTERS = 4000

const TAGS: Record<Fate, 'span' | 'del' | 'mark'> = { kept: 'span', removed: 'del', mended: 'mark', added: 'mark' }

/**
 * The pasted text with the exact places marked. Hidden from screen readers, which are told the same in words: nobody
 * wants a key spelled out.
 */
export function MarkedCopy({ text, edits }: { text: string; edits: KeyEdit[] }) {
  let shown = 0
  const segments = segmentsOf(text.length, edits).filter(({ from, to }) => {
    const fits = shown < MOST_CHARACTERS
    shown += Math.min(to - from, 480)
    return fits
  })
  const left = text.length - (segments.at(-1)?.to ?? 0)
  return (
    <div className="lk-marked" aria-hidden="true">
      {segments.map(({ from, to, fate }) => {
        const Tag = TAGS[fate]
        return (
          <Tag key={`${from}-${fate}`} data-fate={fate}>
            {fate === 'added' ? '+' : visible(text.slice(from, to)).map(show)}
          </Tag>
        )
      })}
      {left > 0 && <Gap length={left} />}
    </div>
  )
}

function show(piece: Piece, index: number) {
  switch (piece.show) {
    case 'text':
      return piece.text
    case 'name':
      return (
        <span key={index} className={piece.name.length > 1 ? 'lk-invisible' : undefined}>
          {piece.name}
          {piece.times > 1 && `×${quantity(piece.times)}`}
        </span>
      )
    case 'gap':
      return <Gap key={index} length={piece.length} />
  }
}

const Gap = ({ length }: { length: number }) => (
  <span className="lk-gap">
    <Trans>… {quantity(length)} more characters …</Trans>
  </span>
)
