import type { CauseCode } from '#domain/causes.ts'

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
export const NEW_INSTANCE_PATH = '/instances/new'
