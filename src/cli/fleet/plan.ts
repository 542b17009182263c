import type { FleetInstance } from '#contract/fleet.ts'
import { holds, seenIn, type Seen } from '../glpi/seen.ts'
import type { Crew } from './crew.ts'
import type { Keys } from './keys.ts'
import type { Action, PlanLine } from './lines.ts'
import type { Remembered, State } from './state-lines.ts'
import type { Verdicts } from './verdicts.ts'

export type Planning = { keys: Keys; state: State; verdicts: Verdicts | null }

/** Looks at an instance and says what `apply` would do. Nothing is changed. */
export async function planOf(crew: Crew, instance: FleetInstance, planning: Planning): Promise<PlanLine> {
  const { fleet, signal } = crew
  const { name } = instance
  const wanted = await planning.keys.of(fleet.keyReferenceOf(instance) ?? '')
  const { fingerprint } = wanted
  const line = { line: 'instance', instance: name, errorCode: null, fingerprint } as const
  if (isDoneBefore(planning.state, name, fleet.hashOf(instance), fingerprint))
    return { ...line, action: 'keep', cause: null, stored: null }
  const refusal = planning.verdicts && (await planning.verdicts(wanted, fleet.servicesFor(instance)))
  if (refusal && refusal.verdict !== 'accepted')
    return { ...line, action: 'failed', cause: refusal.cause, stored: null }
  const seen = await crew.withGlpi(instance, async (glpi) => seenIn(await glpi.look(() => undefined, signal)))
  const [action, cause] = actionFor(seen, fingerprint, planning.state.instances.get(name) ?? null)
  return { ...line, action, cause, errorCode: cause && seen.errorCode, stored: seen.sight.stored }
}

/** Ended well in the run that is to be continued, with the same entry and the same key. */
export function isDoneBefore({ isOpen, instances }: State, name: string, entry: string, key: string): boolean {
  const known = instances.get(name)
  return isOpen && known !== undefined && known.done && known.entry === entry && known.key === key
}

export function actionFor(
  { sight, cause }: Seen,
  fingerprint: string,
  noted: Remembered | null,
): [Action, Seen['cause']] {
  const { stored, rights, cryptKey } = sight
  const isThere = holds(stored, fingerprint, noted)
  if (isThere === true) return ['keep', null]
  if (stored.state === 'unseen' && cause !== null) return ['failed', cause]
  if (rights !== null && !rights.update) return ['failed', 'right-missing']
  if (cryptKey === 'missing' || stored.cause === 'crypt-key-missing') return ['failed', 'crypt-key-missing']
  if (isThere === null) return ['unclear', cause]
  return [stored.state === 'none' || stored.state === 'blank' ? 'set' : 'replace', cause]
}
