import { readClock, type ClockReading } from '#domain/clocks.ts'
import { failureOfCommand } from '../console/command-failure.ts'
import { runCommand, type CommandResult } from '../console/command.ts'
import { Failure } from '#net/failure.ts'
import { readProbeOutput, type ProbeOutput } from './answer.ts'
import program from './probe.php?raw'

export type Probe = {
  /** Words before every command, and the one that starts PHP. */
  prefix: readonly string[]
  php: string
  /** GLPI's own folder on its machine. */
  folder: string
  /** GLPI Network's address, where GLPI's own settings do not name another; null asks nobody. */
  services: string | null
  /** Whether to say which plugins GLPI knows. */
  plugins?: boolean
  signal: AbortSignal
  now: () => number
}

/** Runs the probe on GLPI's machine. @throws Failure */
export async function askProbe(probe: Probe): Promise<{ answer: ProbeOutput; clock: ClockReading }> {
  const { prefix, php, folder, services, plugins = false, signal, now } = probe
  const input = withParameters({ folder, services: services ?? '', ask: services !== null, plugins })
  const ended = await runCommand({ words: [...prefix, php], input, signal, now })
  const read = readProbeOutput(ended.stdout)
  if (read === null) {
    throw ended.code === 0 ? noPhp(ended) : failureOfCommand(ended)
  }
  const times = { sentAt: ended.startedAt, receivedAt: ended.firstOutputAt, theirs: read.clock, resolutionMs: 1 }
  return { answer: read.answer, clock: readClock('glpi', times) }
}

/** Something ended well that did not do what PHP would. */
const noPhp = (ended: CommandResult): Failure =>
  new Failure('command-failed', 'NO_PHP', failureOfCommand({ ...ended, stdout: '' }).evidence)

/** In base64, so that no folder's name can end the text that it stands in. */
const withParameters = (parameters: { folder: string; services: string; ask: boolean; plugins: boolean }): string =>
  program.replace('{{asked}}', Buffer.from(JSON.stringify(parameters)).toString('base64'))
