/** What is the matter with a GLPI while Latchkey is asked about it. */

/** Brought about by a command that the settings name. */
export const FAULTS = [
  'crypt-key-missing',
  'crypt-key-changed',
  'crypt-key-unreadable',
  'crypt-key-short',
  'api-off',
  'maintenance',
  'database-down',
  'php-down',
  'dead-proxy',
  'dead-proxy-excluded',
  'marketplace-of-root',
] as const
export type FaultName = (typeof FAULTS)[number]

/** Brought about by what Latchkey is given: a weaker account, or a file that does not fit. */
export const HANDICAPS = ['reading-only', 'right-missing', 'foreign-copy'] as const
export type Handicap = (typeof HANDICAPS)[number]

/** `emptied`: the key was taken out in GLPI's own tab, by somebody else. */
export const CONDITIONS = ['sound', 'emptied', ...FAULTS, ...HANDICAPS] as const
export type Condition = (typeof CONDITIONS)[number]

export const isFault = (condition: Condition): condition is FaultName => FAULTS.some((fault) => fault === condition)
