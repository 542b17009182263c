import type { RecipientForm, TroubleSeverity } from '#contract/notices.ts'
import { severityOfEnd, type Rung } from '#domain/expiry.ts'
import type { WarningKind } from '#domain/warning-kinds.ts'
import type { Watched } from './watched.ts'

/** What there was to tell of an instance, as it was when that was decided. */
export type NoticeFacts = {
  instance: { id: string; name: string; practice: boolean }
  kind: WarningKind
  severity: TroubleSeverity
  /** Of a warning of an end; null for a trouble. */
  rung: Rung | null
  days: number | null
  endsAt: string | null
  /** Milliseconds by the gateway's clock. */
  seenAt: number
}

/** A reason to send a warning once: a rung of one end, or one occurrence of a trouble. */
export type Occasion = { name: string; facts: NoticeFacts }

/** Kinds that have rungs of their own. */
const OF_AN_END = new Set<WarningKind>(['ends-soon', 'ended'])

/** The troubles of an instance that are worth a message. What is only unknown is not. */
export const troublesOf = ({ warnings }: Watched): { kind: WarningKind; severity: TroubleSeverity }[] =>
  warnings.flatMap(({ kind, severity }) =>
    (severity === 'warning' || severity === 'critical') && !OF_AN_END.has(kind) ? [{ kind, severity }] : [],
  )

/** Whether something about it is not known now: then no trouble counts as over. */
export const isUnsure = ({ warnings }: Watched): boolean => warnings.some(({ severity }) => severity === 'unknown')

/** What there is to tell of an instance now. @param began when each of its troubles began. */
export function occasionsOf(watched: Watched, began: ReadonlyMap<string, number>, now: number): Occasion[] {
  const { id, name, sandbox, warning, expiry } = watched
  const common = { instance: { id, name, practice: sandbox }, days: warning.days, seenAt: now }
  const endsAt = warning.days === null ? null : (expiry?.endsAt ?? null)
  const troubles = troublesOf(watched).map(({ kind, severity }) => ({
    name: `${kind}@${began.get(kind) ?? now}`,
    facts: { ...common, kind, severity, rung: null, endsAt },
  }))
  const end = endOf(watched)
  if (end === null) return troubles
  const { rung, severity } = end
  const kind = rung === 'ended' ? 'ended' : 'ends-soon'
  // the day names the end: the same date with another precision is the same end
  const ofEnd: Occasion = {
    name: `${rung}@${endsAt?.slice(0, 10) ?? 'unknown'}`,
    facts: { ...common, kind, severity, rung, endsAt },
  }
  return [ofEnd, ...troubles]
}

function endOf({ warning, warnings, expiry }: Watched): { rung: Rung; severity: TroubleSeverity } | null {
  // a reply that says it has ended may name no day
  if (warnings.some(({ kind }) => kind === 'ended')) return { rung: 'ended', severity: 'critical' }
  if (expiry?.rung == null || warning.days === null) return null
  return { rung: expiry.rung, severity: severityOfEnd(expiry) === 'critical' ? 'critical' : 'warning' }
}

/** Whether a recipient wants this warning. */
export function isWanted(
  { rungs, troubles, instances }: Pick<RecipientForm, 'rungs' | 'troubles' | 'instances'>,
  { instance, rung, severity }: NoticeFacts,
): boolean {
  if (instances === null ? instance.practice : !instances.includes(instance.id)) return false
  return rung === null ? troubles.includes(severity) : rungs.includes(rung)
}
