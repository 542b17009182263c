import { createContext, use } from 'react'
import type { Language } from '#contract/languages.ts'

/** What stays the same during one call, whatever is looked up. It is neither sent nor stored. */
export type CallNotes = { language: Language; ticket: string }

type Kept = { notes: CallNotes; onNotes: (notes: CallNotes) => void }

export const KeptNotes = createContext<Kept>({ notes: { language: 'en', ticket: '' }, onNotes: () => undefined })
export const useCallNotes = (): Kept => use(KeptNotes)
