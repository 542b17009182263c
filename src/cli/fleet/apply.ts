import type { FleetInstance } from '#contract/fleet.ts'
import { isDone, type WriteOutcome } from '#domain/storage.ts'
import { writeKey } from '../glpi/write-key.ts'
import type { Crew } from './crew.ts'
import type { ApplyLine, Result } from './lines.ts'
import { isDoneBefore, type Planning } from './plan.ts'
import type { StateFile } from './state-file.ts'

export type Applying = Planning & { file: StateFile }

/** Brings one instance to its key, and writes only where it does not hold it already. */
export async function applyTo(crew: Crew, instance: FleetInstance, applying: Applying): Promise<ApplyLine> {
  const { fleet, signal, world } = crew
  const { name } = instance
  const wanted = await applying.keys.of(fleet.keyReferenceOf(instance) ?? '')
  const { fingerprint } = wanted
  const entry = fleet.hashOf(instance)
  const line = { line: 'instance', instance: name, fingerprint } as const
  const { state, file, verdicts } = applying
  if (isDoneBefore(state, name, entry, fingerprint))
    return { ...line, result: 'done-before', cause: null, errorCode: null }
  const refusal = verdicts && (await verdicts(wanted, fleet.servicesFor(instance)))
  if (refusal && refusal.verdict !== 'accepted')
    return { ...line, result: 'failed', cause: refusal.cause, at: 'glpi-network', errorCode: null }
  const noted = state.instances.get(name) ?? null
  const outcome = await crew.withGlpi(instance, (glpi) =>
    writeKey(glpi, wanted, noted, signal, () => file.append({ line: 'begin', name, entry, key: fingerprint })),
  )
  const { storage, cause, after } = outcome
  const done = isDone(outcome, 'set')
  const at = new Date(world.now()).toISOString()
  const mark = done ? after.mark : null
  file.append({ line: 'end', name, entry, key: fingerprint, done, storage, cause, mark, at })
  return { ...line, result: done ? resultOf(outcome) : 'failed', ...outcome }
}

const resultOf = ({ did, before }: WriteOutcome): Result =>
  did === 'kept' ? 'kept' : before.state === 'none' || before.state === 'blank' ? 'set' : 'replaced'
