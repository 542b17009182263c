import type { HistoryEntry } from '#contract/history.ts'

export const KINDS = ['change', 'state', 'no-answer'] as const
export type EventKind = (typeof KINDS)[number]

const OF_A_KEY = new Set<HistoryEntry['event']>(['saved', 'replaced', 'removed', 'restored'])

/** @param rows newest first: the next one is what was before. */
const IS_OF: Record<EventKind, (row: HistoryEntry, before: HistoryEntry | undefined) => boolean> = {
  change: ({ event }) => OF_A_KEY.has(event),
  state: ({ state }, before) => state !== before?.state,
  'no-answer': ({ verdict }) => verdict === 'no-answer',
}

/** The rows of any of these kinds; all of them where none is named. */
export const keptBy = (kinds: readonly EventKind[], rows: readonly HistoryEntry[]): readonly HistoryEntry[] =>
  kinds.length === 0 ? rows : rows.filter((row, at) => kinds.some((kind) => IS_OF[kind](row, rows[at + 1])))
