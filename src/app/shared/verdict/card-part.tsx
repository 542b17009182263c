import type { ReactNode } from 'react'
import { StatusIcon } from '../../ui/status-icon.tsx'
import type { Tone } from '../../ui/tone.ts'

type PartProps = { name: ReactNode; tone: Tone; word: ReactNode; children?: ReactNode }

/** One question of a verdict: what it is about, the answer in a word, and what is known besides. */
export const CardPart = ({ name, tone, word, children }: PartProps) => (
  <div className="lk-part">
    <h2 className="lk-part-name">{name}</h2>
    <p className="lk-part-word lk-tone-text" data-tone={tone}>
      <StatusIcon tone={tone} /> <span>{word}</span>
    </p>
    <div className="lk-part-more">{children}</div>
  </div>
)
