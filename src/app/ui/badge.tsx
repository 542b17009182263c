import type { ReactNode } from 'react'
import type { Tone } from './tone.ts'

export function Badge({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className="badge lk-badge" data-tone={tone}>
      {children}
    </span>
  )
}
