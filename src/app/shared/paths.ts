import type { CauseCode } from '#domain/causes.ts'

/** GLPI's own places, one level under the instance. */
export const registrationPath = (instance: string) => `/${instance}/setup/general/glpi-network`
export const marketplacePath = (instance: string) => `/${instance}/setup/general/marketplace`
export const historyPath = (instance: string) => `/${instance}/setup/general/history`
export const causePath = (code: CauseCode) => `/causes/${code}`
export const diagnosisPath = (instance: string) => `/${instance}/setup/general/diagnosis`
/** Open a report; with a support code, what it stands for. */
export const REPORT_PATH = '/report'
export const settingsPath = (instance: string) => `/${instance}/setup/general/settings`
export const NOTICES_PATH = '/notices'
export const IMPORT_PATH = '/instances/import'
export const NEW_INSTANCE_PATH = '/instances/new'
