import * as z from 'zod/mini'
import { KeyForm, MAX_PASTE_CHARACTERS } from '#contract/panel.ts'
import { loadInspector } from './inspector.ts'

const ENTRY = z.object({
  pasted: z.string(),
  /** Ticked by someone who compared a guessed key with the original. */
  compared: z.boolean(),
  /** To check stores nothing: GLPI Network then decides about a guess. */
  isCheck: z.boolean(),
  /** Of the practice instance, which takes no real keys. */
  isPractice: z.boolean(),
})

/** Reasons for not sending what is in the box, shown beside it. */
export const PASTED_REASONS = ['empty', 'not-whole', 'text-too-long', 'real-key'] as const
export type PastedReason = (typeof PASTED_REASONS)[number]

type Judged = { reason: PastedReason | 'not-compared' } | { key: string }

async function judge({ pasted, compared, isCheck, isPractice }: z.infer<typeof ENTRY>): Promise<Judged> {
  if (pasted.length > MAX_PASTE_CHARACTERS) return { reason: 'text-too-long' }
  // that can be told without looking
  if (pasted === '') return { reason: 'empty' }
  const { inspectKey, isRealKey } = await loadInspector()
  const { finding, key } = inspectKey(pasted)
  if (finding === 'empty') return { reason: 'empty' }
  if (key === null) return { reason: 'not-whole' }
  if (isPractice && isRealKey(key)) return { reason: 'real-key' }
  return finding === 'confirm' && !compared && !isCheck ? { reason: 'not-compared' } : { key }
}

/** From what is in the box to what the gateway takes: the same `KeyForm` it parses. */
export const EntryForm = z.pipe(
  z.pipe(
    ENTRY,
    z.transform(async (entry, context) => {
      const result = await judge(entry)
      if ('key' in result) return { key: result.key }
      const path = [result.reason === 'not-compared' ? 'compared' : 'pasted']
      context.issues.push({ code: 'custom', message: result.reason, path, input: entry })
      return z.NEVER
    }),
  ),
  KeyForm,
)
