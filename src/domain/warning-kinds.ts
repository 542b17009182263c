/** From the least to the most pressing. What is not known is no reason for alarm, and never good. */
export const SEVERITIES = ['ok', 'unknown', 'warning', 'critical'] as const
export type Severity = (typeof SEVERITIES)[number]

/** What to warn of. `none`: the subscription runs, and its end is far. */
export const WARNING_KINDS = [
  'none',
  'ends-soon',
  'ended',
  'not-started',
  'refused',
  'broken',
  'differs',
  'clock-wrong',
  'vendor-silent',
  'glpi-silent',
  'vendor-no-answer',
  'glpi-no-answer',
  'unproven',
  'end-unknown',
  'unverified',
  'no-key',
  'managed',
] as const
export type WarningKind = (typeof WARNING_KINDS)[number]

export type Warning = {
  kind: WarningKind
  severity: Severity
  /** Whole days until the subscription of the key in GLPI ends, negative afterwards; null where that is not known. */
  days: number | null
}

/** One of several things to warn of. */
export type FoundWarning = Pick<Warning, 'kind' | 'severity'>
