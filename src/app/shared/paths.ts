import type { CauseCode } from '#domain/causes.ts'
import type { SetupStep } from '#domain/setup-steps.ts'

/** GLPI's own places, one level under the instance. */
export const registrationPath = (instance: string) => `/${instance}/setup/general/glpi-network`
export const marketplacePath = (instance: string) => `/${instance}/setup/general/marketplace`
export const historyPath = (instance: string) => `/${instance}/setup/general/history`
export const causePath = (code: CauseCode) => `/causes/${code}`
export const diagnosisPath = (instance: string) => `/${instance}/setup/general/diagnosis`
/** The support desk. It opens reports too, under their old address `/report` as well. */
export const SUPPORT_PATH = '/support'
/** With this cause chosen. */
export const supportPathOf = (cause: CauseCode) => `${SUPPORT_PATH}?sees=cause.${cause}`
export const settingsPath = (instance: string) => `/${instance}/setup/general/settings`
export const NOTICES_PATH = '/notices'
export const ACCESS_PATH = '/access'
export const AUDIT_PATH = '/audit'
/** What was done to this instance, and refused there. */
export const auditPathOf = (instance: string) => `${AUDIT_PATH}?instance=${encodeURIComponent(instance)}`
export const IMPORT_PATH = '/instances/import'
export const NEW_INSTANCE_PATH = '/instances/new'

/** Of a page's own part of the guide. Its heading in src/docs/panel.md is the page's word in the address. */
export const helpPathOf = (path: string): string => {
  const [first, second, , tab] = path.split('/').filter(Boolean)
  if (first === 'instances' && second !== undefined) return '/help/panel#adding-instances'
  const page = tab ?? (second === 'setup-guide' ? second : first === 'report' ? 'support' : first)
  return page ? `/help/panel#${page}` : '/help'
}

/** The guided setup. @param instance null: it begins with adding one. @param step to look at; else where one is. */
export const setupGuidePath = (instance: string | null, step?: SetupStep) =>
  `${instance === null ? '' : `/${instance}`}/setup-guide${step ? `?step=${step}` : ''}`
