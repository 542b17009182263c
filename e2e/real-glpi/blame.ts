import type { ProblemCode } from '#contract/problem.ts'
import { isEmpty, type Facts, type Truth } from './truth.ts'

/** When may a cause be named of a GLPI? Each says what has to be so; a cause that is not here blames what is sound in every condition. */

type Holds = (facts: Facts & { truth: Truth }) => boolean

const fileUnusable: Holds = ({ truth }) => truth.file !== 'sound'
const fileChanged: Holds = ({ truth }) => truth.fileChanged
const is =
  (...conditions: Facts['condition'][]): Holds =>
  ({ condition }) =>
    conditions.includes(condition)
const either =
  (...holds: Holds[]): Holds =>
  (facts) =>
    holds.some((one) => one(facts))

/** GLPI 11 encrypts tokens and secrets with that file too, and refuses them all alike when it is not the file they were made with. */
const signInHangsOnTheFile: Holds = (facts) => facts.eleven && (fileUnusable(facts) || fileChanged(facts))

const withRightsLess = is('reading-only', 'right-missing')

/**
 * An empty value is no fault of the encryption where Latchkey itself took the key away, nor where a session of GLPI 11 shows that it
 * can encrypt. Where a person emptied it and nothing shows that, it may be named as one of two readings.
 */
const blank: Holds = ({ truth, emptiedBy, eleven, kinds }) =>
  isEmpty(truth) &&
  (truth.file !== 'sound' || emptiedBy === 'fault' || (emptiedBy === 'person' && !(eleven && kinds.includes('rest'))))

export const MAY_BE_NAMED: Partial<Record<ProblemCode, Holds>> = {
  'stored-unproven': () => true,
  'key-differs': () => true,
  'stored-blank': blank,
  'stored-unreadable': either(fileUnusable, ({ truth }) => ['closed', 'clear'].includes(truth.row.state)),
  'stored-unencrypted': ({ truth }) => truth.row.state === 'clear',
  'crypt-key-missing': fileUnusable,
  'crypt-key-changed': either(fileChanged, ({ truth }) => truth.row.state === 'closed' && truth.file === 'sound'),
  // where the file that Latchkey is given is GLPI's own, what is wrong with it is so
  'copy-unusable': either(is('foreign-copy'), (facts) => facts.strength === 'own-file' && fileUnusable(facts)),
  'copy-does-not-fit': either(is('foreign-copy'), fileChanged),
  'glpi-unreachable': is('database-down'),
  'connect-refused': is('database-down'),
  'connection-reset': is('database-down'),
  'glpi-database-down': is('database-down'),
  'glpi-error': either(is('php-down', 'database-down'), (facts) => facts.eleven && fileUnusable(facts)),
  'glpi-maintenance': is('maintenance'),
  'glpi-api-disabled': is('api-off'),
  'right-missing': withRightsLess,
  'glpi-sign-in-refused': signInHangsOnTheFile,
  'oauth-client-refused': signInHangsOnTheFile,
  'database-account-refused': withRightsLess,
  'command-failed': either(is('database-down'), withRightsLess),
  'console-as-root': ({ eleven, strength }) => eleven && strength === 'console-as-root',
  // the gateway's own: the saved key was given for another account, so it is not sent; and a good key is not replaced by an unknown one
  'request-invalid': withRightsLess,
  'key-not-verified': is('dead-proxy'),
  'proxy-unreachable': is('dead-proxy'),
  'proxy-cannot-reach': is('dead-proxy'),
}

const isKnown = (cause: string): cause is keyof typeof MAY_BE_NAMED => Object.hasOwn(MAY_BE_NAMED, cause)

export const mayBeNamed = (cause: string, facts: Facts & { truth: Truth }): boolean =>
  isKnown(cause) && (MAY_BE_NAMED[cause]?.(facts) ?? false)
