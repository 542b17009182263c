import type { diagnosisApi } from '#contract/api/diagnosis.ts'
import { LEAST_ROLE } from '#contract/roles.ts'
import { isLoopback } from '#contract/loopback.ts'
import { currentActor } from '../actor.ts'
import type { Diagnoser } from '../diagnosis/diagnoser.ts'
import type { LatestDiagnoses } from '../diagnosis/latest-diagnoses.ts'
import { findInstance, type InstanceStore } from '../store/instances.ts'
import { refuseRealKey } from '../sendable-key.ts'
import type { Handlers } from './routes.ts'
import { assertRole } from './session.ts'

export type DiagnosisServices = { diagnoser: Diagnoser; instances: InstanceStore; latestDiagnoses: LatestDiagnoses }

export const diagnosisHandlers = ({
  diagnoser,
  instances,
  latestDiagnoses,
}: DiagnosisServices): Handlers<typeof diagnosisApi> => ({
  latest: async ({ id }) => latestDiagnoses.find(await findInstance(instances, id)),
  run: async ({ id, body, language, signal, context }) => {
    const instance = await findInstance(instances, id)
    if (body.key !== undefined) {
      assertRole(currentActor(), LEAST_ROLE.checkKeys)
      await refuseRealKey(id, body.key)
    }
    // a page that was opened as localhost runs on this machine, and shares its clock
    const browserIsHere = isLoopback(new URL(context.req.url).hostname)
    return diagnoser.follow({ instance, form: body, language, browserIsHere }, signal)
  },
})
