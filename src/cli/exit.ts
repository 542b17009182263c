import type { Words } from '#domain/causes.ts'
import type { VendorVerdict } from '#domain/verdict.ts'

/** The exit codes of every command; scripts rely on them. */
export const EXIT = {
  good: 0,
  unexpected: 1,
  usage: 2,
  noAnswer: 3,
  refused: 4,
  ended: 5,
  notAKey: 6,
  notProven: 7,
  someFailed: 8,
  endsSoon: 9,
  auditChanged: 10,
  stopped: 130,
} as const
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

export const EXIT_OF: Record<VendorVerdict, ExitCode> = {
  accepted: EXIT.good,
  ended: EXIT.ended,
  refused: EXIT.refused,
  'no-answer': EXIT.noAnswer,
  'not-asked': EXIT.notAKey,
}

/** For `--help` and src/docs/command-line.md. */
export const EXIT_WORDS: Record<ExitCode, Words> = {
  0: /*i18n*/ { id: 'cli.exit.0', message: 'good' },
  1: /*i18n*/ { id: 'cli.exit.1', message: 'unexpected: a fault of Latchkey or of the machine it runs on' },
  2: /*i18n*/ { id: 'cli.exit.2', message: 'usage: a wrong option, setting or file' },
  3: /*i18n*/ { id: 'cli.exit.3', message: 'no answer, of GLPI Network or of the GLPI: undecided' },
  4: /*i18n*/ { id: 'cli.exit.4', message: 'refused: the key by GLPI Network, or the sign-in or the key by the GLPI' },
  5: /*i18n*/ { id: 'cli.exit.5', message: 'the subscription does not run: ended, or not begun' },
  6: /*i18n*/ { id: 'cli.exit.6', message: 'the text is not a whole key' },
  7: /*i18n*/ {
    id: 'cli.exit.7',
    message: 'stored but not proven, or stored blank; for status also another key, or none',
  },
  8: /*i18n*/ { id: 'cli.exit.8', message: 'some of many failed' },
  9: /*i18n*/ { id: 'cli.exit.9', message: 'the key is accepted, and its subscription ends within --warn-days' },
  10: /*i18n*/ { id: 'cli.exit.10', message: 'the audit is not as Latchkey wrote it' },
  130: /*i18n*/ { id: 'cli.exit.130', message: 'stopped by Ctrl-C before the end' },
}
