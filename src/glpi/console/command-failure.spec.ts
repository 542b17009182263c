import { expect, test } from 'vitest'
import { DEMO_KEY } from '#domain/key-text/testing/sample-keys.ts'
import { failureOfCommand, isUndecided } from './command-failure.ts'

type Printed = { code?: number | null; stderr?: string; stdout?: string }

const ended = ({ code = 1, stderr = '', stdout = '' }: Printed) => ({
  code,
  stdout,
  stderr,
  startedAt: 0,
  firstOutputAt: 0,
})

const explain = (printed: Printed, secrets: string[] = []) => {
  const { cause, errorCode, evidence } = failureOfCommand(ended(printed), secrets)
  return { means: `${cause} ${errorCode}`, said: evidence.said }
}

const DOCKER = '/var/run/docker.sock'

/** Each is one line that the program prints, and the line is what is shown. */
test.each<[says: string, means: string, code?: number]>([
  // docker and podman
  ['the input device is not a TTY', 'command-failed NEEDS_TTY'],
  ['cannot attach stdin to a TTY-enabled container because stdin is not a terminal', 'command-failed NEEDS_TTY'],
  [
    `Cannot connect to the Docker daemon at unix://${DOCKER}. Is the docker daemon running?`,
    'command-failed DOCKER_DOWN',
  ],
  [
    `failed to connect to the docker API at unix://${DOCKER}; check if the path is correct and if the daemon is running`,
    'command-failed DOCKER_DOWN',
  ],
  [
    `permission denied while trying to connect to the Docker daemon socket at unix://${DOCKER}: dial unix ${DOCKER}: connect: permission denied`,
    'command-failed DOCKER_DENIED',
  ],
  ['Error response from daemon: No such container: glpi', 'command-failed NO_CONTAINER'],
  ['Error: no container with name or ID "glpi" found: no such container', 'command-failed NO_CONTAINER', 125],
  ['Error response from daemon: container 4f3a is not running', 'command-failed NOT_RUNNING'],
  ['service "glpi" is not running', 'command-failed NOT_RUNNING'],
  ['unable to find user www: no matching entries in passwd file', 'command-failed NO_USER', 126],
  // kubectl
  ['error: You must be logged in to the server (Unauthorized)', 'command-failed KUBE_DENIED'],
  ['Error from server (Forbidden): pods "glpi" is forbidden', 'command-failed KUBE_DENIED'],
  ['Error from server (NotFound): pods "glpi" not found', 'command-failed NO_CONTAINER'],
  [
    'The connection to the server localhost:8080 was refused - did you specify the right host or port?',
    'command-failed KUBE_UNREACHABLE',
  ],
  ['Unable to connect to the server: dial tcp: lookup k8s: no such host', 'command-failed KUBE_UNREACHABLE'],
  // sudo
  [
    'sudo: a terminal is required to read the password; either use the -S option or configure an askpass helper',
    'command-failed SUDO_ASKS',
  ],
  ['sudo: a password is required', 'command-failed SUDO_ASKS'],
  ['sudo: sorry, you must have a tty to run sudo', 'command-failed NEEDS_TTY'],
  ['latchkey is not in the sudoers file.', 'command-failed SUDO_DENIED'],
  ['sudo: unknown user: www', 'command-failed NO_USER'],
  // ssh
  ['glpi@host: Permission denied (publickey).', 'command-failed SSH_DENIED', 255],
  ['root@docker-host: Permission denied (publickey,password).', 'command-failed SSH_DENIED', 255],
  ['Host key verification failed.', 'command-failed HOST_KEY', 255],
  ['ssh: Could not resolve hostname host: Name or service not known', 'command-failed ENOTFOUND', 255],
  ['ssh: connect to host host port 22: Connection refused', 'command-failed ECONNREFUSED', 255],
  ['ssh: connect to host host port 22: Connection timed out', 'command-failed ETIMEDOUT', 255],
  ['ssh: connect to host host port 22: No route to host', 'command-failed EHOSTUNREACH', 255],
  ['Connection to host closed by remote host.', 'command-failed SSH_LOST', 255],
  // shells and PHP
  ['bash: line 1: php: command not found', 'command-failed NO_PHP', 127],
  ['sh: 1: php8.3: not found', 'command-failed NO_PHP', 127],
  [
    'OCI runtime exec failed: exec failed: unable to start container process: exec: "php": executable file not found in $PATH',
    'command-failed NO_PHP',
    127,
  ],
  ['sh: docker: not found', 'command-failed ENOENT', 127],
  ['Could not open input file: /srv/glpi/bin/console', 'command-failed NO_CONSOLE'],
  // GLPI's console
  ['Command "config:set" is not defined.', 'command-failed NO_COMMAND'],
  ['Cannot write in "/srv/glpi/files/_sessions" directory.', 'command-failed FILES_READ_ONLY', 255],
  ['Unable to write in the `files/_log/` directory.', 'command-failed FILES_READ_ONLY'],
  ['Some mandatory system requirements are missing:', 'command-failed FILES_READ_ONLY', 128],
  ['The update of the GLPI database is necessary.', 'glpi-update-needed UPDATE_NEEDED', 129],
  ['Unable to connect to database.', 'glpi-database-down DATABASE_DOWN', 130],
  ['something else', 'command-failed EXIT_3', 3],
])('%s', (says, means, code = 1) => {
  expect(explain({ code, stderr: `${says}\n` })).toEqual({ means, said: says })
  expect(explain({ code, stdout: `${says}\n` })).toEqual({ means, said: says })
})

test('a signal ended it without any output', () => {
  expect(explain({ code: null })).toEqual({ means: 'command-failed EXIT_SIGNAL', said: undefined })
})

test.each([
  'WARNING: running as root is discouraged.',
  'WARNING: not as root.',
  'Do not run this as root, or say --allow-superuser.',
])('the console refuses root: %s', (line) => {
  const stdout = `\t${line}\n\tYou should use the same user as the web server.\n`
  expect(explain({ stdout })).toEqual({ means: 'console-as-root AS_ROOT', said: line })
})

test('a command that wants to be root is another matter', () => {
  expect(explain({ stderr: 'This program must be run as root.' }).means).toBe('command-failed EXIT_1')
})

test.each([
  "Warning: Permanently added 'host' (ED25519) to the list of known hosts.",
  'Pseudo-terminal will not be allocated because stdin is not a terminal.',
  'Defaulted container "glpi" out of: glpi, cron',
  'PHP Warning:  mkdir(): Permission denied in /srv/glpi/src/Toolbox.php on line 1248',
  '** WARNING: connection is not using a post-quantum key exchange algorithm.',
])('noise before the message is ignored: %s', (noise) => {
  expect(explain({ stderr: `${noise}\nthe matter itself\n` })).toEqual({
    means: 'command-failed EXIT_1',
    said: 'the matter itself',
  })
})

/** As Symfony's console draws an exception, cut wherever 20 characters are full. */
const BOX = `Configuration value:

In DBmysql.php line 416:
                        
  The server is running   
  with the --read-only    
  option (1290) in SQL q  
  uery "UPDATE x SET v =  
   'c2VjcmV0'".           
                          
`

test('a boxed sentence is one line again, without the statement', () => {
  expect(explain({ stderr: BOX })).toEqual({
    means: 'right-missing ER_OPTION_PREVENTS_STATEMENT',
    said: 'The server is running with the --read-only option (1290)',
  })
})

test('colours and what moves a terminal are no text; a long line is cut', () => {
  expect(explain({ stderr: '\u001b[37;41m  It failed\u0007 here \u001b[0m\u001b]0;title\u0007\n' }).said).toBe(
    'It failed here',
  )
  expect(explain({ stderr: 'word '.repeat(100) }).said).toHaveLength(200)
})

test('neither what was sent nor anything that looks like a token is shown', () => {
  expect(explain({ stderr: `stored ${DEMO_KEY}` }, [DEMO_KEY]).said).toBe('stored …')
  expect(explain({ stderr: 'sent correct-horse-battery there' }, ['correct-horse-battery']).said).toBeUndefined()
  const token = 'A1b2C3d4E5f6G7h8I9j0A1b2C3d4E5f6G7h8I9j0A1b2'
  expect(explain({ stderr: `token ${token} refused` }).said).toBe('token … refused')
  const path = '/srv/www/GLPI-Production-11/releases/2026/current/bin/console'
  expect(explain({ stderr: `Could not open input file: ${path}` }).said).toBe(`Could not open input file: ${path}`)
})

test.each<[Printed, boolean]>([
  [{ code: 255 }, true],
  [{ code: null }, true],
  [{ code: 255, stderr: 'client_loop: send disconnect: Broken pipe' }, true],
  [{ code: 255, stderr: 'glpi@host: Permission denied (publickey).' }, false],
  [{ code: 255, stderr: 'Cannot write in "/srv/glpi/files/_sessions" directory.' }, false],
  [{ code: 1 }, false],
])('%j may have been done all the same: %s', (printed, expected) => {
  expect(isUndecided(failureOfCommand(ended(printed)), printed.code ?? null)).toBe(expected)
})
