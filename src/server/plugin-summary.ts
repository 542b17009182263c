import { PluginSummary } from '#contract/panel.ts'
import type { StoredRegistration } from './store/registrations.ts'
import { storedJson } from './store/stored-values.ts'

/** As long as the catalogue itself is kept. */
const SHOWN_MS = 3_600_000

/** How many plugins were open when somebody looked last, as it is stored with its key: each replica shows it. */
type StoredSummary = {
  /** What the standing of the plugins depended on. */
  about: string
  /** By our clock, in milliseconds: it is shown no longer. */
  until: number
  summary: PluginSummary
}

type Saved = Pick<StoredRegistration, 'fingerprint' | 'answer' | 'pluginSummary'>

const answerOf = ({ fingerprint, answer }: Saved): string =>
  JSON.stringify([fingerprint, answer?.verdict, answer?.subscription])

/** @returns JSON to store; null while what is stored says the same, and will for a while: not every look is a write. */
export function summaryToNote(saved: Saved, summary: PluginSummary, now: number): string | null {
  const known = latestSummary(saved, now)
  const isKnown = JSON.stringify(known?.summary) === JSON.stringify(summary)
  if (known && isKnown && known.until > now + SHOWN_MS / 2) return null
  return JSON.stringify({ about: answerOf(saved), until: now + SHOWN_MS, summary } satisfies StoredSummary)
}

/** What is shown: for an hour, and while the answer about the key is the same. */
export function latestSummary(saved: Saved | null, now: number): Pick<StoredSummary, 'summary' | 'until'> | null {
  const found = saved && read(saved)
  // one from the future was noted before the clock was set back
  if (!found || found.about !== answerOf(saved) || now >= found.until || found.until > now + SHOWN_MS) return null
  return { summary: found.summary, until: found.until }
}

function read({ pluginSummary }: Saved): StoredSummary | null {
  const stored: unknown = storedJson(pluginSummary)
  if (typeof stored !== 'object' || stored === null) return null
  const { about, until, summary } = { about: null, until: null, summary: null, ...stored }
  const { data } = PluginSummary.safeParse(summary)
  return typeof about === 'string' && typeof until === 'number' && data ? { about, until, summary: data } : null
}
