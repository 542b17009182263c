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
} as const
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** For `--help` and the README. */
export const EXIT_WORDS: Record<keyof typeof EXIT, string> = {
  good: 'good',
  unexpected: 'unexpected: a fault of Latchkey or of the machine it runs on',
  usage: 'usage: a wrong option, setting or file',
  noAnswer: 'GLPI Network gave no answer: undecided',
  refused: 'GLPI Network refused the key',
  ended: 'the subscription does not run: ended, or not begun',
  notAKey: 'the text is not a whole key',
  notProven: 'stored but not proven, or stored blank',
  someFailed: 'some of many failed',
}
