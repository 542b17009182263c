import type { CauseCode } from '#domain/cause-codes.ts'
import type { Ended } from './command.ts'
import { GlpiFailure } from './failure.ts'

/** GLPI's console does not know the command by this name. */
export const NO_COMMAND = 'NO_COMMAND'

/** What a command that ended badly says, and what that means; the first that fits. */
const SIGNS: [RegExp, CauseCode, string][] = [
  // ssh(1)
  [/host key verification failed|remote host identification has changed/i, 'glpi-unreachable', 'HOST_KEY'],
  [/permission denied \(|too many authentication failures/i, 'glpi-sign-in-refused', 'SSH_DENIED'],
  [/could not resolve hostname/i, 'glpi-unreachable', 'ENOTFOUND'],
  [/connection refused/i, 'glpi-unreachable', 'ECONNREFUSED'],
  [/connection timed out|operation timed out/i, 'glpi-unreachable', 'ETIMEDOUT'],
  // php, where no console is in that folder
  [/could not open input file/i, 'glpi-unreachable', 'NO_CONSOLE'],
  [/command "[^"]*" is not defined/i, 'glpi-unreachable', NO_COMMAND],
  // whoever may not run docker or kubectl, or write to GLPI's own folders
  [/permission denied|forbidden|not permitted|cannot write in/i, 'right-missing', 'EACCES'],
  [/not found|no such (file|container)/i, 'glpi-unreachable', 'ENOENT'],
]

/** Why a command failed, by what it said and else by its exit code; what it said is told nowhere. */
export function failureOfCommand({ code, stdout, stderr }: Ended): GlpiFailure {
  const sign = SIGNS.find(([pattern]) => pattern.test(stderr) || pattern.test(stdout))
  return sign ? new GlpiFailure(sign[1], sign[2]) : new GlpiFailure('glpi-unreachable', `EXIT_${code ?? 'SIGNAL'}`)
}

/** The first line in which a program says what is the matter. */
export const firstLine = (text: string): string | null =>
  text
    .split('\n')
    .map((line) => line.trim())
    .find((line) => /\w/.test(line)) ?? null
