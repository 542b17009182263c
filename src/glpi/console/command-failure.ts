import type { CauseCode } from '#domain/cause-codes.ts'
import { firstLine, isInformative, printableLines, printableSentence } from './command-output.ts'
import type { CommandResult } from './command.ts'
import { Failure } from '#net/failure.ts'

/** GLPI's console does not know the command by this name. */
export const NO_COMMAND = 'NO_COMMAND'
/** The user of the command may not write where GLPI's console has to. */
export const FILES_READ_ONLY = 'FILES_READ_ONLY'
/** The connection to the other machine was lost while a command was running there. */
const SSH_LOST = 'SSH_LOST'

/** What a failed command prints, and what that means; the first match counts. */
const SIGNS: readonly (readonly [RegExp, CauseCode, string])[] = [
  // GLPI's console, since 9.5
  [
    /allow-superuser|\b(not|never|discouraged|warning|refus\w*)\b.*\bas root\b|running as root/i,
    'console-as-root',
    'AS_ROOT',
  ],
  [/(cannot|unable to) write in|system requirements are missing/i, 'command-failed', FILES_READ_ONLY],
  [/command "[^"]*" is not defined/i, 'command-failed', NO_COMMAND],
  [/update of the GLPI database is necessary/i, 'glpi-update-needed', 'UPDATE_NEEDED'],
  [/unable to connect to database|connection to the SQL server could not/i, 'glpi-database-down', 'DATABASE_DOWN'],
  [/data too long for column/i, 'too-long-for-glpi', 'ER_DATA_TOO_LONG'],
  [/--read-only|read.only mode|\((1290|1836)\)/i, 'right-missing', 'ER_OPTION_PREVENTS_STATEMENT'],
  [/command denied to user/i, 'right-missing', 'ER_TABLEACCESS_DENIED_ERROR'],

  // ssh(1)
  [/host key verification failed|remote host identification has changed/i, 'command-failed', 'HOST_KEY'],
  [
    /permission denied \(|permission denied, please try again|too many authentication failures|unprotected private key/i,
    'command-failed',
    'SSH_DENIED',
  ],
  [/could not resolve hostname/i, 'command-failed', 'ENOTFOUND'],
  [/connect to host .*connection refused/i, 'command-failed', 'ECONNREFUSED'],
  [/connect to host .*timed out/i, 'command-failed', 'ETIMEDOUT'],
  [/connect to host .*(no route|unreachable)/i, 'command-failed', 'EHOSTUNREACH'],
  [/unable to negotiate|no matching (host key|key exchange|cipher)/i, 'command-failed', 'SSH_NEGOTIATION'],
  [/bad (owner|configuration)|terminating, \d+ bad/i, 'command-failed', 'SSH_CONFIG'],

  // docker, podman, kubectl
  [/not a TTY|is not a terminal|TTY-enabled container|must have a tty/i, 'command-failed', 'NEEDS_TTY'],
  [
    /cannot connect to the docker daemon|docker daemon running|failed to connect to the docker API|cannot connect to podman/i,
    'command-failed',
    'DOCKER_DOWN',
  ],
  [/permission denied.*docker|docker.*permission denied/i, 'command-failed', 'DOCKER_DENIED'],
  [/container .*is not running|service .* is not running|completed pod/i, 'command-failed', 'NOT_RUNNING'],
  [
    /no such (container|service)|no container with name|pods? .*not found|container not found|is not valid for pod/i,
    'command-failed',
    'NO_CONTAINER',
  ],
  [/unable to find user|unknown user|user .* does not exist/i, 'command-failed', 'NO_USER'],
  [/error from server \(forbidden\)|must be logged in to the server|unauthorized/i, 'command-failed', 'KUBE_DENIED'],
  [/connection to the server .* was refused|unable to connect to the server/i, 'command-failed', 'KUBE_UNREACHABLE'],

  // sudo
  [/terminal is required|password is required|no tty present|no askpass/i, 'command-failed', 'SUDO_ASKS'],
  [/not in the sudoers|not allowed to (execute|run)|may not run sudo/i, 'command-failed', 'SUDO_DENIED'],

  [
    /broken pipe|connection (to .* )?(closed|reset|timed out)|server not responding|client_loop/i,
    'command-failed',
    SSH_LOST,
  ],

  // a shell, or what a container starts
  [
    /\bphp[\w.-]*["']?: (command )?not found|["']?php[\w.-]*["']?: (executable file|no such file)/i,
    'command-failed',
    'NO_PHP',
  ],
  [/could not open input file/i, 'command-failed', 'NO_CONSOLE'],
  [/permission denied|forbidden|not permitted/i, 'command-failed', 'EACCES'],
  [/not found|no such (file|directory)/i, 'command-failed', 'ENOENT'],
]

/**
 * Why a command failed, by its output, else by its exit code. The line that shows it is included.
 * @param secrets what was sent to it, and must not be shown.
 */
export function failureOfCommand({ code, stdout, stderr }: CommandResult, secrets: readonly string[] = []): Failure {
  const lines = [...printableLines(stderr), ...printableLines(stdout)]
  const telling = lines.filter(isInformative)
  for (const [pattern, cause, errorCode] of SIGNS) {
    const line = telling.find((one) => pattern.test(one))
    if (line !== undefined) return new Failure(cause, errorCode, evidenceOf(line, secrets))
  }
  return new Failure('command-failed', `EXIT_${code ?? 'SIGNAL'}`, evidenceOf(firstLine(lines), secrets))
}

/** A command that ended without an exit code, and its output until then. */
export const failureOfUnfinished = (errorCode: string, said: string, secrets: readonly string[]): Failure =>
  new Failure('command-failed', errorCode, evidenceOf(firstLine(printableLines(said)), secrets))

/** Exit code 255 comes from ssh when its connection breaks, and from PHP. Unless the command refused, it may have done its work. */
export const isUndecided = ({ errorCode }: Failure, code: number | null): boolean =>
  (code === 255 || code === null) && (errorCode === SSH_LOST || errorCode?.startsWith('EXIT_') === true)

function evidenceOf(line: string | null, secrets: readonly string[]) {
  const said = printableSentence(line, secrets)
  return said === undefined ? {} : { said }
}
