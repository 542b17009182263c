import type { checkAllApi } from '#contract/api/check-all.ts'
import type { CheckAllService } from '../check-all.ts'
import type { Handlers } from './routes.ts'

export type CheckAllServices = { checkAll: CheckAllService }

export const checkAllHandlers = ({ checkAll }: CheckAllServices): Handlers<typeof checkAllApi> => ({
  get: () => checkAll.view(),
  start: ({ body, language }) => checkAll.start(body.instances, language),
  resume: ({ language }) => checkAll.resume(language),
  cancel: () => checkAll.cancel(),
  forget: async () => {
    await checkAll.forget()
  },
})
