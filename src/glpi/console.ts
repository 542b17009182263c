import type { Connection } from '#contract/connection.ts'
import { KEY_NAME } from '#contract/glpi.ts'
import { failureOfCommand, NO_COMMAND } from './command-failure.ts'
import { runCommand } from './command.ts'
import { within } from './deadline.ts'
import { failureOfError, GlpiFailure } from './failure.ts'
import { askProbe } from './probe/ask.ts'
import { sightOf } from './probe/sight.ts'
import { hostSteps } from './probe/steps.ts'
import { storedThere } from './probe/stored-there.ts'
import { CONSOLE_CHARACTERS } from './stored.ts'
import { ACCEPTED, type Sent, type Way } from './way.ts'

/** A look waits for GLPI Network, by name and by TLS, from over there. */
const LOOK_MS = 40_000
const READ_MS = 20_000
const WRITE_MS = 30_000

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
export function createConsoleWay(options: ConsoleOptions): Way {
  const { console: place, servicesUrl = SERVICES, allowKeyAsArgument = false, now } = options
  const { prefix, folder, php = 'php' } = place

  const probe = (services: string | null, signal: AbortSignal, complains?: (line: string | null) => void) =>
    askProbe({ prefix, php, folder, services, signal, now, ...(complains && { complains }) })

  const read = (signal: AbortSignal) => limited(READ_MS, signal, async (inTime) => (await probe(null, inTime)).answer)

  /** 9.5 has the command by another name, and this one beside it as most do. */
  async function set(key: string, value: string[], signal: AbortSignal): Promise<Sent> {
    for (const name of ['config:set', 'glpi:config:set']) {
      const sent = await runConsole([name, KEY_NAME, ...value], key, signal)
      if (sent.answer === 'accepted' || sent.failure.errorCode !== NO_COMMAND) return sent
    }
    return { answer: 'refused', failure: new GlpiFailure('glpi-unreachable', NO_COMMAND) }
  }

  const runConsole = (words: readonly string[], key: string, signal: AbortSignal): Promise<Sent> =>
    limited(WRITE_MS, signal, async (inTime) => {
      const command = { words: [...prefix, php, `${folder}/bin/console`, ...words], input: `${key}\n`, secrets: [key] }
      try {
        const ended = await runCommand({ ...command, secrets: key ? [key] : [], signal: inTime, now })
        return ended.code === 0 ? ACCEPTED : sentOf(failureOfCommand(ended), ended.code)
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

    async look(run) {
      const seen: { answer: Awaited<ReturnType<typeof probe>>['answer'] | null } = { answer: null }
      const runs = async () => {
        const complains = (line: string | null) => run.see({ message: line })
        const { answer, clock } = await limited(LOOK_MS, run.signal, (inTime) => probe(servicesUrl, inTime, complains))
        seen.answer = answer
        run.clock(clock)
        return { facts: { user: answer.php.user } }
      }
      await run.step('machine', runs, 'host')
      if (seen.answer === null) return {}
      await hostSteps(run, seen.answer)
      return sightOf(seen.answer)
    },

    stored: async (signal) => storedThere(await read(signal)),

    async mayWrite(signal) {
      const { glpi, database, keyFile } = await read(signal)
      if (glpi.version === null) throw new GlpiFailure('glpi-unreachable', 'NO_GLPI')
      if (database.error !== null) throw new GlpiFailure('glpi-unreachable', database.error)
      return keyFile.sound ? null : 'crypt-key-missing'
    },

    async write(key, signal) {
      // it puts a backslash before these, and stores it too
      if (/["'\\]/.test(key)) throw new GlpiFailure('key-unsendable', 'CONSOLE_ESCAPES')
      if (key.length <= CONSOLE_CHARACTERS) return set(key, [], signal)
      // a shell at the other end of the prefix reads the words once more
      if (!allowKeyAsArgument || !/^[A-Za-z0-9+/]+={0,2}$/.test(key)) throw new GlpiFailure('too-long-for-glpi')
      return set('', [key], signal)
    },

    // an empty line at the prompt
    remove: (signal) => set('', [], signal),

    close: async () => undefined,
  }
}

/** 255 is said by ssh for a connection that broke, and by PHP: unless it says no, what was under way may be done. */
const sentOf = (failure: GlpiFailure, code: number | null): Sent => ({
  answer: failure.failure === 'glpi-unreachable' && (code === 255 || code === null) ? 'unsure' : 'refused',
  failure,
})

const limited = <T>(ms: number, signal: AbortSignal, work: (inTime: AbortSignal) => Promise<T>): Promise<T> =>
  within(ms, signal, () => new DOMException('too late', 'TimeoutError'), work)
