import * as z from 'zod/mini'
import { CAUSE_CODES } from '#domain/cause-codes.ts'
import { STATES, VENDOR_VERDICTS } from '#domain/verdict.ts'
import { Fingerprint } from './panel.ts'

/** One line of history, newest first. Checks in a row with the same outcome share one line. */
export const HistoryEntry = z.object({
  event: z.enum(['saved', 'replaced', 'removed', 'restored', 'checked']),
  firstAt: z.iso.datetime(),
  lastAt: z.iso.datetime(),
  count: z.int(),
  fingerprint: z.nullable(Fingerprint),
  state: z.enum(STATES),
  verdict: z.enum(VENDOR_VERDICTS),
  cause: z.nullable(z.enum(CAUSE_CODES)),
})
export type HistoryEntry = z.infer<typeof HistoryEntry>
export const History = z.object({ entries: z.array(HistoryEntry) })
export type History = z.infer<typeof History>
