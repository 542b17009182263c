import type { FleetInstance } from '#contract/fleet.ts'
import { isDone, type WriteOutcome } from '#domain/storage.ts'
import { isHeldBack, isHeldBackFrom } from '../glpi/check-first.ts'
import { writeKey } from '../glpi/write-key.ts'
import { withGlpi, type FleetContext } from './fleet-context.ts'
import type { ApplyLine, Result } from './lines.ts'
import type { Planning } from './plan.ts'
import type { StateFile, FleetState } from './state-file.ts'

export type Applying = Planning & { file: StateFile }

/** Brings one instance to its key, and writes only where it does not hold it already. */
export async function applyTo(context: FleetContext, instance: FleetInstance, applying: Applying): Promise<ApplyLine> {
  const { fleet, signal, world } = context
  const { name } = instance
  const wanted = await applying.keys.of(fleet.keyReferenceOf(instance) ?? '')
  const { fingerprint } = wanted
  const entry = fleet.hashOf(instance)
  const line = { line: 'instance', instance: name, fingerprint } as const
  const { state, file, verdicts } = applying
  if (isDoneBefore(state, name, entry, fingerprint))
    return { ...line, result: 'done-before', since: state.begunAt, cause: null, errorCode: null }
  const noted = state.instances.get(name) ?? null
  const verdict = verdicts && (await verdicts(wanted, fleet.servicesFor(instance)))
  const refusal = { cause: verdict?.cause ?? null, at: 'glpi-network', errorCode: null } as const
  const heldBack = { ...line, ...refusal, result: 'failed' } as const
  // without reaching the GLPI: what it holds makes no difference
  if (verdict && isHeldBack(verdict, applying.mode, 'missing')) return heldBack
  const outcome = await withGlpi(context, instance, async (glpi) => {
    if (verdict && (await isHeldBackFrom(glpi, verdict, applying.mode, wanted, noted, signal))) return null
    return writeKey(glpi, wanted, noted, signal, () => file.append({ line: 'begin', name, entry, key: fingerprint }))
  })
  if (outcome === null) return heldBack
  const { storage, cause, after } = outcome
  const done = isDone(outcome, 'set')
  const at = new Date(world.now()).toISOString()
  const mark = done ? after.mark : null
  file.append({ line: 'end', name, entry, key: fingerprint, done, storage, cause, mark, at })
  return { ...line, result: done ? resultOf(outcome) : 'failed', ...outcome }
}

/** Ended well in the run that is resumed, with the same entry and the same key. */
function isDoneBefore({ isOpen, instances }: FleetState, name: string, entry: string, key: string): boolean {
  const known = instances.get(name)
  return isOpen && known !== undefined && known.done && known.entry === entry && known.key === key
}

const resultOf = ({ did, before }: WriteOutcome): Result =>
  did === 'kept' ? 'kept' : before.state === 'none' || before.state === 'blank' ? 'set' : 'replaced'
