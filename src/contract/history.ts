import * as z from 'zod/mini'
import { CAUSE_CODES } from '#domain/cause-codes.ts'
import { HISTORY_EVENTS, TRIGGERS } from '#domain/history-bands.ts'
import { STATES, VENDOR_VERDICTS } from '#domain/verdict.ts'
import { Fingerprint } from './panel.ts'
import { ROLES } from './roles.ts'

/** One line of history, newest first. Checks in a row with the same outcome, made by the same, share one line. */
export const HistoryEntry = z.object({
  event: z.enum(HISTORY_EVENTS),
  firstAt: z.iso.datetime(),
  lastAt: z.iso.datetime(),
  count: z.int(),
  fingerprint: z.nullable(Fingerprint),
  state: z.enum(STATES),
  verdict: z.enum(VENDOR_VERDICTS),
  cause: z.nullable(z.enum(CAUSE_CODES)),
  /** What set it off: a key that was saved, a person, or Latchkey itself. null in lines of earlier versions, as the rest below. */
  trigger: z.prefault(z.nullable(z.enum(TRIGGERS)), null),
  /** The person, as far as Latchkey knows them. */
  signIn: z.prefault(
    z.nullable(z.object({ number: z.int(), role: z.enum(ROLES), name: z.prefault(z.nullable(z.string()), null) })),
    null,
  ),
  /** The period of the subscription, as GLPI Network last named it. */
  beginsAt: z.prefault(z.nullable(z.iso.datetime()), null),
  endsAt: z.prefault(z.nullable(z.iso.datetime()), null),
})
export type HistoryEntry = z.infer<typeof HistoryEntry>
export const History = z.object({ entries: z.array(HistoryEntry) })
export type History = z.infer<typeof History>
