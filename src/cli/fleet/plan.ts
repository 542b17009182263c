import type { FleetInstance } from '#contract/fleet.ts'
import type { CauseCode } from '#domain/cause-codes.ts'
import { isHeldBack, type CheckMode } from '../glpi/check-first.ts'
import {
  judgeInspection,
  inspectionResultOf,
  type InspectionResult,
  type KeyStatus,
} from '../glpi/inspection-result.ts'
import type { WantedKey } from '../wanted-key.ts'
import { withGlpi, type FleetContext } from './fleet-context.ts'
import type { Keys } from './secrets.ts'
import type { Action, PlanLine } from './lines.ts'
import type { Remembered, FleetState } from './state-file.ts'
import type { Verdicts } from '../ask-vendor.ts'

export type Planning = { keys: Keys; state: FleetState; mode: CheckMode; verdicts: Verdicts | null }

/** Inspects an instance and says what `apply` would do. Nothing is changed. */
export async function planInstance(
  context: FleetContext,
  instance: FleetInstance,
  planning: Planning,
): Promise<PlanLine> {
  const { fleet, signal } = context
  const { name } = instance
  const wanted = await planning.keys.of(fleet.keyReferenceOf(instance) ?? '')
  const { fingerprint } = wanted
  const line = { line: 'instance', instance: name, errorCode: null, fingerprint } as const
  const verdict = planning.verdicts && (await planning.verdicts(wanted, fleet.servicesFor(instance)))
  const seen = await withGlpi(context, instance, async (glpi) =>
    inspectionResultOf(await glpi.inspect(() => undefined, signal)),
  )
  const { stored } = seen.snapshot
  const noted = planning.state.instances.get(name) ?? null
  const [action, cause] = actionFor(seen, wanted, noted)
  if (
    verdict &&
    action !== 'failed' &&
    isHeldBack(verdict, planning.mode, judgeInspection(seen, wanted, noted).standing)
  )
    return { ...line, action: 'failed', cause: verdict.cause, at: 'glpi-network', stored }
  return { ...line, action, cause, errorCode: cause && seen.errorCode, evidence: cause && seen.evidence, stored }
}

const ACTION: Record<KeyStatus, Action> = {
  wanted: 'keep',
  unproven: 'unclear',
  other: 'replace',
  missing: 'set',
  unreadable: 'replace',
  unseen: 'unclear',
}

function actionFor(seen: InspectionResult, wanted: WantedKey, noted: Remembered | null): [Action, CauseCode | null] {
  const { rights, cryptKey } = seen.snapshot
  const { standing, cause } = judgeInspection(seen, wanted, noted)
  if (standing === 'wanted') return ['keep', null]
  if (standing === 'unseen' && cause !== null) return ['failed', cause]
  if (rights !== null && !rights.update) return ['failed', 'right-missing']
  if (cryptKey === 'missing' || cause === 'crypt-key-missing') return ['failed', 'crypt-key-missing']
  // another key is why it is replaced, not what prevents it
  return [ACTION[standing], cause === 'key-differs' ? null : cause]
}
