import { foldState, type FoldedState, type VendorTime } from '#domain/fold-state.ts'
import type { GlpiStorageState, Observation, VendorAnswer } from '#domain/verdict.ts'
import { warningOf } from '#domain/warning.ts'
import type { Warning } from '#domain/warning-kinds.ts'
import type { CauseCode } from '#domain/causes.ts'

/** What is stored of a key. Times are by the gateway's clock, unless they say so. */
type KnownOfKey = {
  latest: Observation | null
  answer: VendorAnswer | null
  answerAt: number | null
  answerVendorAt: number | null
  savedAt: number | null
}

/** What is stored of a GLPI. */
type KnownOfGlpi = {
  place: GlpiStorageState
  seenAt: number | null
  inspectionCause: CauseCode | null
  clockOffsetSeconds: number | null
}

/** The state of an instance at this time, and the one thing to warn of. */
export function stateAndWarning(
  time: VendorTime,
  known: KnownOfKey | null,
  glpi: KnownOfGlpi | null,
): FoldedState & { warning: Warning } {
  const folded = foldState(time, known, glpi?.place ?? null)
  const offsetMs = known?.answer?.clockOffsetMs ?? null
  const warning = warningOf({
    ...folded,
    answerAgeMs: known && answerAge(time, known, folded.inDoubt),
    glpi: glpi && {
      storage: glpi.place.storage,
      silentMs: glpi.seenAt === null ? null : time.ourNow - glpi.seenAt,
      isSilent: glpi.inspectionCause !== null,
    },
    clockOffSeconds: [offsetMs === null ? null : offsetMs / 1000, glpi?.clockOffsetSeconds ?? null],
  })
  return { ...folded, warning }
}

/**
 * How long ago GLPI Network answered. Our own clock may have been set, so by that clock alone it counts only while GLPI Network is known
 * not to answer: otherwise it is about to be asked anyway.
 */
function answerAge(time: VendorTime, known: KnownOfKey, inDoubt: boolean): number | null {
  const { latest, answerAt, answerVendorAt, savedAt } = known
  if (inDoubt || !(time.sure || latest?.verdict === 'no-answer')) return null
  if (answerVendorAt !== null) return time.now - answerVendorAt
  const since = answerAt ?? savedAt
  return since === null ? null : time.ourNow - since
}
