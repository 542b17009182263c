import type { FleetInstance } from '#contract/fleet.ts'
import { holds, seenIn, storageOf, type Seen } from '../glpi/seen.ts'
import type { WantedKey } from '../wanted-key.ts'
import type { Crew } from './crew.ts'
import type { Standing, StatusLine } from './lines.ts'
import type { Planning } from './plan.ts'

/** What an instance holds, whether it is what it should hold, and what GLPI Network says of that. */
export async function statusOf(
  crew: Crew,
  instance: FleetInstance,
  wanted: WantedKey | null,
  { state, verdicts }: Pick<Planning, 'state' | 'verdicts'>,
): Promise<StatusLine> {
  const { fleet, signal } = crew
  const seen = await crew.withGlpi(instance, async (glpi) => seenIn(await glpi.look(() => undefined, signal)))
  const { stored, version } = seen.sight
  const fingerprint = wanted?.fingerprint ?? null
  const noted = state.instances.get(instance.name) ?? null
  const isWanted = fingerprint === null ? null : holds(stored, fingerprint, noted)
  return {
    line: 'instance',
    instance: instance.name,
    standing: standingOf(seen, fingerprint, isWanted),
    storage: storageOf(stored, isWanted),
    cause: seen.cause,
    errorCode: seen.errorCode,
    fingerprint,
    version,
    vendor: wanted && verdicts && (await verdicts(wanted, fleet.servicesFor(instance))),
    stored,
  }
}

function standingOf(
  { sight: { stored }, cause }: Seen,
  fingerprint: string | null,
  isWanted: boolean | null,
): Standing {
  if (isWanted === true) return 'wanted'
  if (stored.state === 'none' || stored.state === 'blank') return 'missing'
  if (cause !== null) return 'failed'
  // without a wanted key, one that GLPI can read is all there is to ask for
  if (fingerprint === null) return stored.state === 'readable' ? 'wanted' : 'unproven'
  return isWanted === false ? 'other' : 'unproven'
}
