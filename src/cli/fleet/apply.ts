import type { FleetInstance } from '#contract/fleet.ts'
import { isDone, type WriteOutcome } from '#domain/storage.ts'
import { holds, seenIn, storageOf } from '../glpi/seen.ts'
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
  const { key, fingerprint } = wanted
  const entry = fleet.hashOf(instance)
  const line = { line: 'instance', instance: name, fingerprint } as const
  const { state, file, verdicts } = applying
  if (isDoneBefore(state, name, entry, fingerprint))
    return { ...line, result: 'done-before', cause: null, errorCode: null }
  const refusal = verdicts && (await verdicts(wanted, fleet.servicesFor(instance)))
  if (refusal && refusal.verdict !== 'accepted')
    return { ...line, result: 'failed', cause: refusal.cause, errorCode: null }
  const noted = state.instances.get(name)
  const outcome = await crew.withGlpi(instance, async (glpi): Promise<WriteOutcome> => {
    // a value that we know again needs no write, and looking at it tells that without one
    if (noted?.mark && noted.key === fingerprint) {
      const { sight } = seenIn(await glpi.look(() => undefined, signal))
      if (holds(sight.stored, fingerprint, noted) === true) return kept(sight.stored)
    }
    file.append({ line: 'begin', name, entry, key: fingerprint })
    return glpi.set(key, signal)
  })
  const { storage, cause, after } = outcome
  const done = isDone(outcome, 'set')
  const at = new Date(world.now()).toISOString()
  file.append({ line: 'end', name, entry, key: fingerprint, done, storage, cause, mark: after.mark, at })
  return { ...line, result: done ? resultOf(outcome) : 'failed', ...outcome }
}

const kept = (stored: WriteOutcome['before']): WriteOutcome => ({
  did: 'kept',
  storage: storageOf(stored, true),
  cause: null,
  errorCode: null,
  before: stored,
  after: stored,
})

const resultOf = ({ did, before }: WriteOutcome): Result =>
  did === 'kept' ? 'kept' : before.state === 'none' || before.state === 'blank' ? 'set' : 'replaced'
