import type { CauseCode } from '#domain/causes.ts'

/** GLPI's own places, one level under the instance. */
export const registrationPath = (instance: string) => `/${instance}/setup/general/glpi-network`
export const historyPath = (instance: string) => `/${instance}/setup/general/history`
export const causePath = (code: CauseCode) => `/causes/${code}`
