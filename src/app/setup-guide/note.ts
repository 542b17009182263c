import { useState } from 'react'
import * as z from 'zod/mini'
import { TOLD_STEPS } from '#domain/setup-steps.ts'
import { readPreference, savePreference } from '../preferences.ts'

/** What only the person can tell of one instance. */
const Note = z.object({
  toldUpTo: z.nullable(z.enum(TOLD_STEPS)),
  /** When the key was saved that the person says they pasted into GLPI: a later key is another one. */
  pastedKeyOf: z.nullable(z.string()),
})
export type Note = z.infer<typeof Note>

const Notes = z.record(z.string(), Note)
const NO_NOTE: Note = { toldUpTo: null, pastedKeyOf: null }

/** Empty where nothing is stored, or something else is. */
function readNotes(): z.infer<typeof Notes> {
  try {
    return Notes.parse(JSON.parse(readPreference('setup') ?? '{}'))
  } catch {
    return {}
  }
}

/** Kept in this browser, for the steps that Latchkey cannot observe. */
export function useNote(instance: string | null): [Note, (change: Partial<Note>) => void] {
  const [note, setNote] = useState(() => (instance === null ? NO_NOTE : (readNotes()[instance] ?? NO_NOTE)))
  function change(changed: Partial<Note>) {
    if (instance === null) return
    const next = { ...note, ...changed }
    setNote(next)
    savePreference('setup', JSON.stringify({ ...readNotes(), [instance]: next }))
  }
  return [note, change]
}
