import { Command, CommanderError, Option, Argument } from 'commander'
import { COMPLAINT_WORDS } from './complaint-words.ts'
import { Complaint, complaintOf, printComplaint } from './complaint.ts'
import { EXIT, EXIT_WORDS, type ExitCode } from './exit.ts'
import { translateHelp } from './help-words.ts'
import { LANGUAGES } from '#contract/languages.ts'
import { hasKeyShape } from './key-shaped.ts'
import { languageFrom, sayIn, type Say } from './language.ts'
import { isForMonitoring, MONITORING_EXITS, unknownLine } from './monitoring-line.ts'
import { addAuditCommands } from './program/audit-commands.ts'
import { addCareCommands } from './program/care-commands.ts'
import { addFleetCommands } from './program/fleet-commands.ts'
import { addGlpiCommands } from './program/glpi-commands.ts'
import { addKeyCommands } from './program/key-commands.ts'
import { addServeCommands } from './program/serve-commands.ts'
import { takeSettings } from './program/setting-flags.ts'
import type { Use } from './program/use.ts'
import { usageInWords } from './usage-words.ts'
import { VERSION_LINE } from './version-line.ts'
import type { World } from './world.ts'
import type { ShellName } from './completion/scripts.ts'

const KEY_SOURCE = /*i18n*/ {
  id: 'cli.help.key-source',
  message: 'A key comes from stdin, --key-file or LATCHKEY_KEY, never from an argument.',
}
const EXIT_CODES = /*i18n*/ { id: 'cli.help.exit-codes', message: 'Exit codes:' }

/** Runs one command line. @returns its exit code; nothing here touches the process. */
export async function run(argv: string[], world: World, appFolder: string): Promise<ExitCode> {
  let code: ExitCode = EXIT.good
  // help and errors of the parser come before the command line is read as a whole
  const language = languageFrom(langIn(argv), world.env)
  if (language !== 'en') world.say = await sayIn(language)
  // the parser would repeat an unknown command or file name
  if (argv[0] !== 'complete' && argv.some(hasKeyShape)) {
    const complaint = new Complaint('usage-invalid', (say) => say(COMPLAINT_WORDS.keyAsArgument))
    return isForMonitoring(argv)
      ? explainToMonitoring(world, complaint)
      : explain(world, complaint, argv.includes('--json'))
  }
  const given = { flags: {}, environment: world.env, file: {} }
  const program = buildProgram({ world, appFolder, end: (exit) => (code = exit), given })
  try {
    await program.parseAsync(argv, { from: 'user' })
    return code
  } catch (error) {
    return isForMonitoring(argv) ? explainToMonitoring(world, error) : explain(world, error, argv.includes('--json'))
  }
}

function explain(world: World, error: unknown, json: boolean): ExitCode {
  // commander has already printed its own sentence, or the help that was asked for
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.good : EXIT.usage
  const complaint = complaintOf(error)
  printComplaint(world, complaint, json)
  return complaint.exit
}

/** A monitoring system reads stdout alone, and would take our own codes for an alarm. */
function explainToMonitoring(world: World, error: unknown): ExitCode {
  if (error instanceof CommanderError && error.exitCode === 0) return EXIT.good
  // the parser's sentence is already on stderr; it is needed on stdout too
  world.print(
    unknownLine(
      error instanceof CommanderError ? usageInWords(world.say, error.message) : complaintOf(error).sentence(world.say),
    ),
  )
  return MONITORING_EXITS.unknown
}

/** Every command with its options. Nothing is loaded for a command before it is run. */
export function buildProgram(use: Use): Command {
  const { say } = use.world
  const program = new Command('latchkey')
    .description(
      say(
        /*i18n*/ {
          id: 'cli.help.latchkey',
          message: 'The GLPI Network registration key: clean it, check it, put it into GLPIs, serve the panel.',
        },
      ),
    )
    .version(
      VERSION_LINE,
      '-V, --version',
      say(/*i18n*/ { id: 'cli.help.version', message: 'output the version number' }),
    )
    .addOption(
      new Option(
        '--lang <language>',
        say(/*i18n*/ { id: 'cli.help.lang', message: 'the language of results (else LC_ALL, LC_MESSAGES or LANG)' }),
      ).choices(LANGUAGES),
    )
    .option(
      '--env-file <path>',
      say(
        /*i18n*/ {
          id: 'cli.help.env-file',
          message: 'a file with settings, NAME=value a line; the environment and flags come first',
        },
      ),
    )
    .exitOverride()
    .configureOutput({
      writeOut: (text) => use.world.print(text.trimEnd()),
      writeErr: (text) => use.world.printMessage(text.trimEnd()),
      outputError: (text, write) => write(usageInWords(use.world.say, text)),
    })
    .addHelpText('after', `\n${say(KEY_SOURCE)}\n\n${say(EXIT_CODES)}\n${exitTable(say)}`)
  translateHelp(program, say)
  program.hook('preAction', async (_, command) => {
    const { lang, envFile }: { lang?: string; envFile?: string } = program.opts()
    use.world.say = await sayIn(languageFrom(lang, use.world.env))
    await takeSettings(use, command, envFile)
  })
  addKeyCommands(program, use)
  addGlpiCommands(program, use)
  addFleetCommands(program, use)
  addServeCommands(program, use)
  addCareCommands(program, use)
  addAuditCommands(program, use)
  addCompletionCommands(program, use)
  return program
}

/** The value of `--lang`, wherever it stands; undefined without one. */
function langIn(argv: readonly string[]): string | undefined {
  const at = argv.findLastIndex((word) => word === '--lang' || word.startsWith('--lang='))
  return argv[at]?.startsWith('--lang=') ? argv[at].slice('--lang='.length) : argv[at + 1 || argv.length]
}

const exitTable = (say: Say): string =>
  Object.entries(EXIT_WORDS)
    .map(([code, words]) => `  ${code}  ${say(words)}`)
    .join('\n')

/** What completes this command line in a shell. */
function addCompletionCommands(program: Command, { world, end }: Use): void {
  const { say } = world
  program
    .command('completion')
    .description(
      say(/*i18n*/ { id: 'cli.help.completion', message: 'what bash, zsh or fish read to complete this command line' }),
    )
    .addArgument(
      new Argument('<shell>', say(/*i18n*/ { id: 'cli.help.completion.shell', message: 'which one' })).choices([
        'bash',
        'zsh',
        'fish',
      ]),
    )
    .action(async (shell: ShellName) => end((await import('./commands/completion.ts')).completion(world, shell)))
  program
    .command('complete', { hidden: true })
    .argument('[words...]')
    .action(async (words: string[]) =>
      end(await (await import('./commands/completion.ts')).complete(world, program, words)),
    )
}
