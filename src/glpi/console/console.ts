import type { Connection } from '#contract/connection.ts'
import { KEY_NAME, readInstalledPlugins, REPLACE_PLUGINS_NAME } from '#contract/glpi.ts'
import { failureOfCommand, isUndecided, NO_COMMAND } from './command-failure.ts'
import { runCommand } from './command.ts'
import { timeoutError, withDeadline } from '#net/deadline.ts'
import { Failure } from '#net/failure.ts'
import { failureOfError } from '../failure.ts'
import type { ProbeOutput } from '../host-probe/answer.ts'
import { askProbe } from '../host-probe/ask.ts'
import { consoleBlocker, failureOfDatabaseThere, NO_GLPI } from '../host-probe/console-rights.ts'
import { fileState } from '../host-probe/path-state.ts'
import { snapshotOfHost } from '../host-probe/snapshot-of-host.ts'
import { hostSteps } from '../host-probe/steps.ts'
import { storedKeyOfProbe } from '../host-probe/stored-there.ts'
import { CONSOLE_CHARACTERS } from '../write-and-verify/judge-stored.ts'
import { ACCEPTED, type Sent, type ConnectionMethod } from '../connection-method.ts'

/** An inspection waits for GLPI Network, as seen from that machine. */
const INSPECT_MS = 40_000
const READ_MS = 20_000
const WRITE_MS = 30_000
/** Between the check of the rights and the read after it nothing is awaited. */
const SAME_MOMENT_MS = 1_000

const SERVICES = 'https://services.glpi-network.com'

export type ConsoleOptions = {
  console: NonNullable<Connection['console']>
  servicesUrl?: string | undefined
  allowKeyAsArgument?: boolean | undefined
  now: () => number
}

/**
 * GLPI's console, by commands: here, or wherever their prefix leads. The key goes in through the hidden prompt of `config:set`.
 * What came of it is read by a program of our own that runs there too, because the console says "updated" in any case.
 */
export function createConsoleMethod(options: ConsoleOptions): ConnectionMethod {
  const { console: place, servicesUrl = SERVICES, allowKeyAsArgument = false, now } = options
  const { prefix, folder, php = 'php' } = place

  const probe = (services: string | null, signal: AbortSignal, plugins = false) =>
    askProbe({ prefix, php, folder, services, plugins, signal, now })

  const read = (signal: AbortSignal) =>
    withTimeLimit(READ_MS, signal, async (inTime) => (await probe(null, inTime)).answer)

  /**
   * What the rights were judged by, for the read that follows at once: it is of the same moment, and a database that answers the one
   * and not the other would make a stored key look unseen.
   */
  let rightsCheck: { answer: ProbeOutput; atMs: number } | null = null
  function takeRightsCheck(): ProbeOutput | null {
    const taken = rightsCheck
    rightsCheck = null
    return taken && performance.now() - taken.atMs < SAME_MOMENT_MS ? taken.answer : null
  }

  /** Until it is seen, the narrower of the two is taken for what this GLPI is. */
  let prompt = PROMPT_OF_10

  const runConsoleProgram = (
    words: readonly string[],
    input: string,
    secrets: readonly string[],
    inTime: AbortSignal,
  ) => runCommand({ words: [...prefix, php, `${folder}/bin/console`, ...words], input, secrets, signal: inTime, now })

  /** As root the console ends before it has done anything, where it refuses that; so there, and only there, it is safe to ask. */
  async function refusalOfRoot({ console: { isRoot, mayRefuseRoot }, glpi }: ProbeOutput, signal: AbortSignal) {
    if (!isRoot || !(mayRefuseRoot || majorOf(glpi.version) >= 11)) return null
    const ended = await withTimeLimit(READ_MS, signal, (inTime) => runConsoleProgram(['--version'], '', [], inTime))
    const failure = ended.code === 0 ? null : failureOfCommand(ended)
    return failure?.cause === 'console-as-root' ? failure : null
  }

  /** 9.5 has the command by another name, and this one beside it as most do. */
  const set = (key: string, value: string[], signal: AbortSignal) => setNamed([KEY_NAME, ...value], key, signal)

  async function setNamed(words: readonly string[], key: string, signal: AbortSignal): Promise<Sent> {
    for (const name of ['config:set', 'glpi:config:set']) {
      const sent = await runConsole([name, ...words], key, signal)
      if (sent.answer === 'accepted' || sent.failure.errorCode !== NO_COMMAND) return sent
    }
    return { answer: 'refused', failure: new Failure('command-failed', NO_COMMAND) }
  }

  const runConsole = (words: readonly string[], key: string, signal: AbortSignal): Promise<Sent> =>
    withTimeLimit(WRITE_MS, signal, async (inTime) => {
      const secrets = key ? [key] : []
      try {
        const ended = await runConsoleProgram(words, `${key}\n`, secrets, inTime)
        return ended.code === 0 ? ACCEPTED : sentOf(failureOfCommand(ended, secrets), ended.code)
      } catch (error) {
        const failure = failureOfError(error)
        // it could not even be started
        if (failure.errorCode === 'ENOENT' || failure.errorCode === 'EACCES') throw failure
        return { answer: 'unsure', failure }
      }
    })

  return {
    kind: 'console',
    sees: 'crypt-key',

    async inspect(run) {
      const seen: { answer: ProbeOutput | null } = { answer: null }
      const runs = async () => {
        const { answer, clock } = await withTimeLimit(INSPECT_MS, run.signal, (inTime) => probe(servicesUrl, inTime))
        seen.answer = answer
        run.clock(clock)
        return { facts: { user: answer.php.user } }
      }
      await run.step('machine', runs, 'host')
      if (seen.answer === null) return {}
      const refusal = await refusalOfRoot(seen.answer, run.signal).catch(() => null)
      await hostSteps(run, seen.answer, refusal)
      const snapshot = snapshotOfHost(seen.answer)
      return refusal && snapshot.rights ? { ...snapshot, rights: { ...snapshot.rights, update: false } } : snapshot
    },

    stored: async (signal) => storedKeyOfProbe(takeRightsCheck() ?? (await read(signal))),

    async findWriteBlocker(signal) {
      const answer = await read(signal)
      const { glpi, database, keyFile } = answer
      if (glpi.version === null) throw new Failure('command-failed', NO_GLPI)
      prompt = promptOf(glpi.version)
      const blocker =
        (await refusalOfRoot(answer, signal)) ??
        (database.error === null ? consoleBlocker(answer) : failureOfDatabaseThere(database.error))
      if (blocker) throw blocker
      rightsCheck = { answer, atMs: performance.now() }
      const file = fileState(keyFile.seen)
      return file === 'sound' || file === 'unknown' ? null : 'crypt-key-missing'
    },

    async write(key, signal) {
      rightsCheck = null
      if (prompt.escapes.test(key)) throw new Failure('key-unsendable', 'CONSOLE_ESCAPES')
      if (key.length <= prompt.characters) return set(key, [], signal)
      // a shell at the other end of the prefix reads the words once more
      if (!allowKeyAsArgument || !/^[A-Za-z0-9+/]+={0,2}$/.test(key)) throw new Failure('too-long-for-glpi')
      return set('', [key], signal)
    },

    // an empty line at the prompt
    remove(signal) {
      rightsCheck = null
      return set('', [], signal)
    },

    setReplacePlugins(choice, signal) {
      rightsCheck = null
      return setNamed([REPLACE_PLUGINS_NAME, String(choice)], '', signal)
    },

    // before 11 the console has no command for it, and later one in the language of the account
    async plugins(signal) {
      const { database } = await withTimeLimit(
        READ_MS,
        signal,
        async (inTime) => (await probe(null, inTime, true)).answer,
      )
      if (database.error !== null) throw failureOfDatabaseThere(database.error)
      return readInstalledPlugins(database.plugins)
    },

    close: async () => undefined,
  }
}

const sentOf = (failure: Failure, code: number | null): Sent => ({
  answer: isUndecided(failure, code) ? 'unsure' : 'refused',
  failure,
})

type Prompt = { characters: number; escapes: RegExp }

/** It reads at most so many characters. It puts a backslash before some of them, and stores that too. */
const PROMPT_OF_10: Prompt = { characters: CONSOLE_CHARACTERS, escapes: /["'\\]/ }
/** It takes a key of any length, as it is. */
const PROMPT_OF_11: Prompt = { characters: Number.POSITIVE_INFINITY, escapes: /(?!)/ }

const majorOf = (version: string | null): number => Number.parseInt(version ?? '', 10) || 0
const promptOf = (version: string): Prompt => (majorOf(version) >= 11 ? PROMPT_OF_11 : PROMPT_OF_10)

const withTimeLimit = <T>(ms: number, signal: AbortSignal, work: (inTime: AbortSignal) => Promise<T>): Promise<T> =>
  withDeadline({ ms, signal }, timeoutError, work)
