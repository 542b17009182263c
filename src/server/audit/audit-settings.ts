import type { SyslogTarget } from '../setting-parsers/audit.ts'
import { readSetting, SETTINGS, type Environment } from '../settings.ts'

export type AuditSettings = {
  /** For how many days a row stays; null for ever. */
  days: number | null
  /** Where each row is sent as well; null for nowhere. */
  syslog: SyslogTarget | null
}

/** @throws SettingsError naming the setting that cannot be used. */
export const readAuditSettings = (env: Environment): AuditSettings => ({
  days: readSetting(SETTINGS.auditDays, env),
  syslog: readSetting(SETTINGS.auditSyslog, env),
})
