import type { diagnosisApi } from '#contract/api/diagnosis.ts'
import { isLoopback } from '#glpi-network/proxy-choice.ts'
import type { Gateway } from '../gateway.ts'
import { findInstance } from './find-instance.ts'
import { refuseRealKey } from '../refuse-real-key.ts'
import type { Handlers } from './routes.ts'

type Parts = Pick<Gateway, 'belonging' | 'diagnoser' | 'instances'>

export const diagnosisHandlers = ({ belonging, diagnoser, instances }: Parts): Handlers<typeof diagnosisApi> => ({
  latest: async ({ id }) => belonging.latest(await findInstance(instances, id)),
  run: async ({ id, body, language, signal, context }) => {
    const instance = await findInstance(instances, id)
    if (body.key !== undefined) refuseRealKey(id, body.key)
    // a page that was opened as localhost runs on this machine, and has its clock
    const browserIsHere = isLoopback(new URL(context.req.url).hostname)
    return diagnoser.follow({ instance, form: body, language, browserIsHere }, signal)
  },
})
