import type { CauseCode } from './cause-codes.ts'

/** A GLPI did not answer, or not as itself: what was to be written there may be written once it does. */
const OUT_OF_REACH: ReadonlySet<CauseCode> = new Set([
  'dns-not-found',
  'dns-timeout',
  'connect-refused',
  'connect-timeout',
  'connection-reset',
  'reply-timeout',
  'reply-stalled',
  'reply-too-large',
  'tls-untrusted-issuer',
  'tls-self-signed',
  'tls-wrong-host',
  'tls-expired',
  'tls-not-yet-valid',
  'tls-not-tls',
  'ca-not-loaded',
  'glpi-unreachable',
  'glpi-not-found',
  'glpi-not-glpi',
  'glpi-error',
  'glpi-database-down',
  'glpi-maintenance',
  'glpi-update-needed',
  'glpi-sessions-unwritable',
  'glpi-web-login',
  'glpi-header-dropped',
  'command-failed',
])

export const isOutOfReach = (cause: CauseCode): boolean => OUT_OF_REACH.has(cause)
