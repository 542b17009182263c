import type { CauseCode } from '#domain/causes.ts'
import { isDone, type WriteOutcome } from '#domain/storage.ts'
import { EXIT, type ExitCode } from '../exit.ts'

const { noAnswer, refused, ended, notAKey, notProven } = EXIT

/** The causes that are more than no answer. */
const EXITS: Partial<Record<CauseCode, ExitCode>> = {
  'key-damaged': notAKey,
  'key-wrong-secret': notAKey,
  'key-unsendable': notAKey,
  'key-refused': refused,
  'subscription-ended': ended,
  'subscription-not-started': ended,
  'stored-blank': notProven,
  'stored-unreadable': notProven,
  'stored-unencrypted': notProven,
  'crypt-key-missing': notProven,
  'crypt-key-changed': notProven,
  'too-long-for-glpi': refused,
  'right-missing': refused,
  'glpi-sign-in-refused': refused,
  'glpi-api-disabled': refused,
  'stored-unproven': notProven,
  'key-placeholder': notAKey,
  'key-differs': notProven,
  'copy-unusable': notProven,
  'copy-does-not-fit': notProven,
  'glpi-web-login': refused,
  'oauth-client-refused': refused,
  'oauth-scope-missing': refused,
  'console-as-root': refused,
  'database-account-refused': refused,
  'database-tls-required': refused,
  'database-unsupported': refused,
}

/** How a command about one GLPI ends for what is the matter there. */
export const exitOfCause = (cause: CauseCode): ExitCode => EXITS[cause] ?? noAnswer

export const exitOfWrite = (outcome: WriteOutcome, wanted: 'set' | 'remove'): ExitCode =>
  isDone(outcome, wanted) ? EXIT.good : outcome.cause === null ? notProven : exitOfCause(outcome.cause)
