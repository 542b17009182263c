import { MAX_PASTE_CHARACTERS } from '#contract/panel.ts'
import { loadInspector } from './inspector.ts'

type Entry = {
  pasted: string
  /** Ticked by someone who compared a guessed key with the original. */
  isCompared: boolean
  /** To check stores nothing: GLPI Network then decides about a guess. */
  isCheck: boolean
  /** Of the practice instance, which takes no real keys. */
  isPractice: boolean
}

/** Reasons for not sending what is in the box, shown beside it. */
export type PastedReason = 'empty' | 'not-whole' | 'text-too-long' | 'real-key'

/** `not-compared` is shown beside the tick that is missing. */
export type NotSent = PastedReason | 'not-compared'

/** From what is in the box to the key that is sent, or to why none is. */
export async function judgeEntry(entry: Entry): Promise<{ key: string } | { reason: NotSent }> {
  const { pasted, isCompared, isCheck, isPractice } = entry
  if (pasted.length > MAX_PASTE_CHARACTERS) return { reason: 'text-too-long' }
  // no inspection is needed for that
  if (pasted === '') return { reason: 'empty' }
  const { inspectKey, isRealKey } = await loadInspector()
  const { finding, key } = inspectKey(pasted)
  if (finding === 'empty') return { reason: 'empty' }
  if (key === null) return { reason: 'not-whole' }
  if (isPractice && isRealKey(key)) return { reason: 'real-key' }
  return finding === 'confirm' && !isCompared && !isCheck ? { reason: 'not-compared' } : { key }
}
