import type { FleetInstance } from '#contract/fleet.ts'
import { judgeInspection, inspectionResultOf } from '../glpi/inspection-result.ts'
import type { WantedKey } from '../wanted-key.ts'
import { withGlpi, type FleetContext } from './fleet-context.ts'
import type { StatusLine } from './lines.ts'
import type { Planning } from './plan.ts'

/** What an instance holds, whether it is what it should hold, and what GLPI Network says of that. */
export async function statusOf(
  context: FleetContext,
  instance: FleetInstance,
  wanted: WantedKey,
  { state, verdicts }: Pick<Planning, 'state' | 'verdicts'>,
): Promise<StatusLine> {
  const { fleet, signal } = context
  const seen = await withGlpi(context, instance, async (glpi) =>
    inspectionResultOf(await glpi.inspect(() => undefined, signal)),
  )
  const { stored, version } = seen.snapshot
  return {
    line: 'instance',
    instance: instance.name,
    ...judgeInspection(seen, wanted, state.instances.get(instance.name) ?? null),
    errorCode: seen.errorCode,
    evidence: seen.evidence,
    fingerprint: wanted.fingerprint,
    version,
    vendor: verdicts && (await verdicts(wanted, fleet.servicesFor(instance))),
    stored,
  }
}
