import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { version } from '../../package.json'
import { complaintOf, tellComplaint } from './complaint.ts'
import { EXIT, EXIT_WORDS, type ExitCode } from './exit.ts'
import type { CheckOptions } from './commands/check.ts'
import type { DoctorOptions } from './commands/doctor.ts'
import type { KeyOptions } from './commands/inspect.ts'
import type { Role } from '#server/store/sign-ins.ts'
import type { World } from './world.ts'

/** Runs one command line. @returns its exit code; nothing here touches the process. */
export async function run(argv: string[], world: World, appFolder: string): Promise<ExitCode> {
  let code: ExitCode = EXIT.good
  const program = build(world, appFolder, (exit) => (code = exit))
  try {
    await program.parseAsync(argv, { from: 'user' })
    return code
  } catch (error) {
    return explain(world, error, argv.includes('--json'))
  }
}

function explain(world: World, error: unknown, json: boolean): ExitCode {
  // commander has already printed its own sentence, or the help that was asked for
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.good : EXIT.usage
  const complaint = complaintOf(error)
  tellComplaint(world, complaint, json)
  return complaint.exit
}

function build(world: World, appFolder: string, end: (code: ExitCode) => void): Command {
  const program = new Command('latchkey')
    .description('The GLPI Network registration key: clean it, check it, serve the panel.')
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => world.print(text.trimEnd()),
      writeErr: (text) => world.tell(text.trimEnd()),
    })
    .addHelpText(
      'after',
      `\nA key comes from stdin, --key-file or LATCHKEY_KEY, never from an argument.\n\nExit codes:\n${exitTable()}`,
    )
  const withKey = (name: string, words: string, json = 'one JSON object on stdout') =>
    program
      .command(name)
      .description(words)
      .option('--key-file <path>', 'read the key from this file instead of stdin')
      .option('--json', json)

  withKey('inspect', 'what a text is, and what would be cleaned; no network').action(async (options: KeyOptions) =>
    end(await (await import('./commands/inspect.ts')).inspect(world, options)),
  )
  withKey('clean', 'print the cleaned key, for pipes')
    .option('--guess', 'take a repair that had to guess')
    .action(async (options: KeyOptions) => end(await (await import('./commands/inspect.ts')).clean(world, options)))
  asking(withKey('check', 'ask GLPI Network about the key; nothing is stored')).action(async (options: CheckOptions) =>
    end(await (await import('./commands/check.ts')).check(world, options)),
  )
  asking(withKey('doctor', 'look at every link between here and the verdict on the key', 'one JSON object a line'))
    .option('--no-key', 'read no key: look at the way alone')
    .option('--glpi <url>', 'look at a GLPI too; with LATCHKEY_GLPI_USER_TOKEN (and _APP_TOKEN) at what it has stored')
    .option('--glpi-crypt-key <path>', "that GLPI's config/glpicrypt.key, where it can be read from here")
    .addOption(
      new Option('--report [format]', 'the support report on stdout, the steps on stderr')
        .choices(['json', 'markdown'])
        .preset('json')
        .conflicts('json'),
    )
    .action(async (options: DoctorOptions) => end(await (await import('./commands/doctor.ts')).doctor(world, options)))
  program
    .command('serve')
    .description('the panel and its gateway, with the sandbox beside them')
    .action(async () => end(await (await import('./commands/serve.ts')).serve(world, appFolder)))
  const sandbox = program
    .command('sandbox')
    .description('the stand-in for GLPI Network alone')
    .option('--port <number>', 'where it listens (default 8421)')
    .action(async (options: { port?: string }) =>
      end(await (await import('./commands/sandbox.ts')).sandbox(world, options)),
    )
  sandbox
    .command('keys')
    .description('every key of the sandbox, with what it does')
    .option('--json', 'one JSON object a line')
    .action(async (options: { json?: boolean }) =>
      end((await import('./commands/sandbox.ts')).sandboxKeys(world, options)),
    )
  program
    .command('invite')
    .description('one more sign-in link for the gateway of this data folder')
    .option('--hours <number>', 'how long it works', readHours, 24)
    .addOption(new Option('--role <role>', 'what it lets somebody do').choices(['admin', 'viewer']).default('admin'))
    .option('--json', 'one JSON object on stdout')
    .action(async (options: { hours: number; role: Role; json?: boolean }) =>
      end(await (await import('./commands/invite.ts')).invite(world, options)),
    )
  return program
}

const asking = (command: Command): Command =>
  command
    .option('--services <url>', 'the address of GLPI Network, or of a sandbox')
    .option('--uuid <id>', "the instance id to send (GLPI's glpi_network_uuid)")
    .option('--glpi-version <version>', 'the GLPI version to send')
    .option('--language <code>', "the language of GLPI Network's message", 'en')

const exitTable = (): string =>
  Object.entries(EXIT_WORDS)
    .map(([code, words]) => `  ${code}  ${words}`)
    .join('\n')

function readHours(text: string): number {
  const hours = Number(text)
  if (hours > 0 && hours <= 24 * 30) return hours
  throw new InvalidArgumentError('It must be a number of hours, 720 at most.')
}
