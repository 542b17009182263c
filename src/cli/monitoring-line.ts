import type { DayLimits } from '#domain/expiry.ts'
import type { Severity, Warning } from '#domain/warning-kinds.ts'
import type { ExitCode } from './exit.ts'

/** The exit codes that Nagios, Icinga, Centreon and Checkmk read from a plugin. They are not those of other commands. */
export const MONITORING_EXITS = { ok: 0, warning: 1, critical: 2, unknown: 3 } as const satisfies Record<
  Severity,
  ExitCode
>

/** Whole characters, and no more than any of these readers keeps of a line. */
const SHORTENED = /^.{0,900}/u

/** `|` begins the numbers of a plugin, and a line break ends its line. Other control characters could change a terminal. */
function inOneLine(text: string): string {
  const line = text.replaceAll('|', '/').replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
  return SHORTENED.exec(line.trim())?.[0] ?? ''
}

/** One line for a monitoring system: `LATCHKEY WARNING: sentence | days_left=13d;30;7`. What is not known has no number. */
export function monitoringLine(text: string, { severity, days }: Omit<Warning, 'kind'>, limits?: DayLimits): string {
  const line = `LATCHKEY ${severity.toUpperCase()}: ${inOneLine(text)}`
  if (days === null || !limits) return line
  return `${line} | days_left=${days}d;${limits.warningDays};${limits.criticalDays}`
}

/** What a fault of any kind is for a monitoring system: it says nothing of the key, so it is no alarm. */
export const unknownLine = (text: string): string => monitoringLine(text, { severity: 'unknown', days: null })

/** Whether a command line asks for that format, even where the rest of it cannot be understood. */
export const isForMonitoring = (argv: readonly string[]): boolean =>
  argv.some((word, at) => word === '--format=nagios' || (word === '--format' && argv[at + 1] === 'nagios'))
