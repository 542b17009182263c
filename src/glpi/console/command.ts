import { spawn, type ChildProcess } from 'node:child_process'
import { readKey } from '#domain/key-text/whole-key.ts'
import { failureOfUnfinished } from './command-failure.ts'
import { Failure } from '#net/failure.ts'

/** Of each of stdout and stderr; our own answers are a tenth of that. */
const MAX_OUTPUT_BYTES = 65_536
/** Between the polite signal and the other one. */
const GRACE_MS = 500

export type Command = {
  /** The program and its arguments; no shell reads them here. */
  words: readonly string[]
  /** Written to its stdin, which then ends. */
  input: string
  /** What must not stand in its environment. */
  secrets?: readonly string[]
  /** A TimeoutError as its reason means that it took too long. */
  signal: AbortSignal
  now: () => number
}

export type CommandResult = {
  /** null for one that a signal ended. */
  code: number | null
  stdout: string
  stderr: string
  /** By our clock: before it was started, and when it first wrote something. */
  startedAt: number
  firstOutputAt: number
}

/**
 * Runs a command with everything it starts, and ends all of that when `signal` does.
 * @throws Failure `command-failed`, with ENOENT and the like where it could not even be started.
 */
export async function runCommand({ words, input, secrets = [], signal, now }: Command): Promise<CommandResult> {
  const [program = '', ...args] = words
  if (signal.aborted) throw failureOfStop(signal)
  const startedAt = now()
  // a process group of its own: what the prefix has started ends with it, and none of it asks a terminal for a password
  const child = spawn(program, args, { detached: true, stdio: 'pipe', env: environmentWithout(secrets) })
  const group = processGroupOf(child)
  const stop = () => group.end()
  signal.addEventListener('abort', stop, { once: true })
  let firstOutputAt = 0
  const read = (stream: NodeJS.ReadableStream) => collect(stream, () => (firstOutputAt ||= now()), stop)
  // a program that does not read its input closes its end first
  child.stdin.on('error', () => undefined).end(input)
  try {
    const exit = exitOf(child)
    const [code, stdout, stderr] = await Promise.all([exit, read(child.stdout), read(child.stderr)])
    if (signal.aborted) throw failureOfStop(signal, `${stderr ?? ''}\n${stdout ?? ''}`, secrets)
    if (stdout === null || stderr === null) throw new Failure('command-failed', 'TOO_LARGE')
    return { code, stdout, stderr, startedAt, firstOutputAt: firstOutputAt || now() }
  } finally {
    signal.removeEventListener('abort', stop)
    group.done()
  }
}

/** @param said what it had printed, such as a prompt for a password. */
const failureOfStop = ({ reason }: AbortSignal, said = '', secrets: readonly string[] = []): Failure =>
  reason instanceof Error && reason.name === 'TimeoutError'
    ? failureOfUnfinished('TIMEOUT', said, secrets)
    : new Failure('glpi-unreachable', 'CANCELLED')

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('close', resolve)
    child.once('error', (error: NodeJS.ErrnoException) =>
      reject(new Failure('command-failed', error.code ?? null, { said: error.message })),
    )
  })
}

/** @returns null for more than is read. */
async function collect(stream: NodeJS.ReadableStream, onData: () => void, stop: () => void): Promise<string | null> {
  const chunks: Buffer[] = []
  let bytes = 0
  try {
    for await (const chunk of stream) {
      onData()
      bytes += Buffer.byteLength(chunk)
      if (bytes > MAX_OUTPUT_BYTES) stop()
      else chunks.push(Buffer.from(chunk))
    }
  } catch {
    // destroyed with the group
  }
  return bytes > MAX_OUTPUT_BYTES ? null : Buffer.concat(chunks).toString('utf8')
}

/** A process that has left the group may hold the pipes open; they are not waited for beyond the second signal. */
function processGroupOf(child: ChildProcess) {
  let timer: NodeJS.Timeout | null = null
  const signal = (name: NodeJS.Signals) => {
    try {
      if (child.pid !== undefined) process.kill(process.platform === 'win32' ? child.pid : -child.pid, name)
    } catch {
      // it has ended
    }
  }
  return {
    end(): void {
      if (timer) return
      signal('SIGTERM')
      timer = setTimeout(() => {
        signal('SIGKILL')
        child.stdout?.destroy()
        child.stderr?.destroy()
      }, GRACE_MS)
    },
    done(): void {
      if (timer) clearTimeout(timer)
    },
  }
}

/**
 * What a shell, `ssh`, `docker`, `podman`, `kubectl` and PHP need to find their way. Everything else stays here: a fleet has the tokens
 * of all its GLPIs in its environment, and other users may be able to read a process's (proc(5)).
 */
const PASSED_ON = new RegExp(
  `^(${[
    'PATH|HOME|USER|LOGNAME|SHELL|TERM|TZ|TMPDIR|LANG|LANGUAGE|LC_\\w+',
    'XDG_(RUNTIME_DIR|CONFIG_HOME|DATA_HOME)|DBUS_SESSION_BUS_ADDRESS',
    'SSH_AUTH_SOCK|SSH_AGENT_PID|KRB5CCNAME',
    'DOCKER_(HOST|CONTEXT|CONFIG|TLS_VERIFY|CERT_PATH|API_VERSION)|CONTAINER_(HOST|SSHKEY)',
    'KUBECONFIG|KUBERNETES_SERVICE_(HOST|PORT)',
    'GLPI_(CONFIG_DIR|VAR_DIR|LOG_DIR|ENVIRONMENT_TYPE)|PHPRC|PHP_INI_SCAN_DIR',
    '(HTTPS?|ALL|NO)_PROXY|(https?|all|no)_proxy',
    'SystemRoot|SYSTEMROOT|windir|ComSpec|PATHEXT|USERPROFILE|APPDATA|TEMP|TMP',
  ].join('|')})$`,
)

/** A proxy with a login in its address is a secret like any other. */
const HAS_LOGIN = /^[a-z]+:\/\/[^/]*@/i

function environmentWithout(secrets: readonly string[]): NodeJS.ProcessEnv {
  const isSecret = (value: string) =>
    HAS_LOGIN.test(value) || readKey(value).decodes === 'key' || secrets.some((secret) => value.includes(secret))
  return Object.fromEntries(
    Object.entries(process.env).filter(([name, value = '']) => PASSED_ON.test(name) && !isSecret(value)),
  )
}
