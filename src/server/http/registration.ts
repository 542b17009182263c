import type { registrationApi } from '#contract/api/registration.ts'
import type { RegistrationService } from '../registration-service.ts'
import { answerRegistration } from './kept-reads.ts'
import type { Handlers } from './routes.ts'

export type RegistrationServices = { registrationService: RegistrationService }

export const registrationHandlers = ({
  registrationService: service,
}: RegistrationServices): Handlers<typeof registrationApi> => ({
  get: async ({ id, context: c }) => answerRegistration(c, await service.read(id)),
  glpiPages: ({ id }) => service.glpiPages(id),
  save: ({ id, body: { key, ...options }, language, expected }) =>
    service.save(id, key, { ...options, language, expected }),
  remove: ({ id, expected }) => service.remove(id, expected),
  restore: ({ id, body: { fingerprint, replaceUnverified }, language, expected }) =>
    service.restore(id, fingerprint, { replaceUnverified, language, expected }),
  write: ({ id, expected }) => service.write(id, expected),
  prove: ({ id, expected }) => service.prove(id, expected),
  pluginsPage: ({ id, body: { choice }, expected }) => service.setPluginsPage(id, choice, expected),
  check: ({ id, body, language }) => service.check(id, body.key, language),
  dismiss: async ({ id }) => {
    await service.dismiss(id)
  },
  refresh: ({ id, language }) => service.refresh(id, language),
})
