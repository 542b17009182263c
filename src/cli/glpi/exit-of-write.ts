import type { CauseCode } from '#domain/causes.ts'
import { isDone, type WriteOutcome } from '#domain/storage.ts'
import { EXIT, type ExitCode } from '../exit.ts'

const { noAnswer, refused, ended, notAKey, notProven } = EXIT

/** How a command about one GLPI ends for each thing that can be the matter there. */
export const EXIT_OF_CAUSE: Record<CauseCode, ExitCode> = {
  'dns-not-found': noAnswer,
  'dns-timeout': noAnswer,
  'connect-refused': noAnswer,
  'connect-timeout': noAnswer,
  'connection-reset': noAnswer,
  'reply-timeout': noAnswer,
  'reply-stalled': noAnswer,
  'reply-too-large': noAnswer,
  'tls-untrusted-issuer': noAnswer,
  'tls-self-signed': noAnswer,
  'tls-wrong-host': noAnswer,
  'tls-expired': noAnswer,
  'tls-not-yet-valid': noAnswer,
  'tls-not-tls': noAnswer,
  'proxy-unreachable': noAnswer,
  'proxy-auth-required': noAnswer,
  'proxy-denied': noAnswer,
  'proxy-cannot-reach': noAnswer,
  'rate-limited': noAnswer,
  'vendor-error': noAnswer,
  'not-the-vendor': noAnswer,
  redirected: noAnswer,
  'reply-unreadable': noAnswer,
  'key-damaged': notAKey,
  'key-wrong-secret': notAKey,
  'key-unsendable': notAKey,
  'key-refused': refused,
  'subscription-ended': ended,
  'subscription-not-started': ended,
  'clock-ahead': noAnswer,
  'clock-behind': noAnswer,
  'stored-blank': notProven,
  'stored-unreadable': notProven,
  'stored-unencrypted': notProven,
  'crypt-key-missing': notProven,
  'crypt-key-changed': notProven,
  'too-long-for-glpi': refused,
  'right-missing': refused,
  'glpi-unreachable': noAnswer,
  'glpi-sign-in-refused': refused,
  'glpi-api-disabled': refused,
  'stored-unproven': notProven,
}

export const exitOfWrite = (outcome: WriteOutcome, wanted: 'set' | 'remove'): ExitCode =>
  isDone(outcome, wanted) ? EXIT.good : outcome.cause === null ? notProven : EXIT_OF_CAUSE[outcome.cause]
