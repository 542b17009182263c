import { Option, type Command } from 'commander'
import type { RemoveOptions, SetOptions, StatusOptions } from '../commands/instance.ts'
import { OPTION_WORDS } from './option-words.ts'
import { readDays } from './read-number.ts'
import type { Use } from './use.ts'

const NAGIOS_EXITS = /*i18n*/ {
  id: 'cli.help.status.exits',
  message: 'Exit codes with --format nagios, in place of the usual ones:',
}
const NAGIOS_UNKNOWN = /*i18n*/ { id: 'cli.help.status.unknown', message: 'also a wrong option, and no answer' }

/** One GLPI: its key in, out, and what is there. */
export function addGlpiCommands(program: Command, { world, end }: Use): void {
  const { say } = world
  const about = (name: string, words: string) =>
    program
      .command(name)
      .description(words)
      .requiredOption(
        '--instance <name>',
        say(
          /*i18n*/ {
            id: 'cli.help.instance',
            message: 'which GLPI: its name in the fleet file, or its name or id in the panel',
          },
        ),
      )
      .option(
        '--file <path>',
        say(
          /*i18n*/ {
            id: 'cli.help.file',
            message: "the fleet file (else LATCHKEY_FLEET, else the panel's own instances)",
          },
        ),
      )
      .option(
        '--state <path>',
        say(
          /*i18n*/ {
            id: 'cli.help.state',
            message: 'what is remembered of writes (default: the fleet file with .state)',
          },
        ),
      )
      .option('--services <url>', say(OPTION_WORDS.services))
      .option('--json', say(OPTION_WORDS.json))

  about('set', say(/*i18n*/ { id: 'cli.help.set', message: 'put the key into one GLPI, and prove that it is there' }))
    .option('--key-file <path>', say(OPTION_WORDS.keyFile))
    .option(
      '--check',
      say(
        /*i18n*/ {
          id: 'cli.help.set.check',
          message: 'write only a key that GLPI Network accepts; without an answer, nothing',
        },
      ),
    )
    .option('--no-check', say(OPTION_WORDS.noCheck))
    .option(
      '--allow-key-as-argument',
      say(
        /*i18n*/ {
          id: 'cli.help.set.argument',
          message: 'hand a key over 4,095 characters to the console as an argument',
        },
      ),
    )
    .action(async (options: SetOptions) => end(await (await import('../commands/instance.ts')).runSet(world, options)))
  about(
    'status',
    say(/*i18n*/ { id: 'cli.help.status', message: 'what one GLPI holds, and whether it is the right key' }),
  )
    .option('--offline', say(OPTION_WORDS.offline))
    .option(
      '--prove',
      say(
        /*i18n*/ {
          id: 'cli.help.status.prove',
          message: 'write the key that stands there once more and read it back, to see whether GLPI can read it',
        },
      ),
    )
    .addOption(
      new Option(
        '--format <format>',
        say(
          /*i18n*/ {
            id: 'cli.help.status.format',
            message: 'nagios: one line for Nagios, Icinga, Centreon or Checkmk, with their exit codes',
          },
        ),
      )
        .choices(['nagios'])
        .conflicts(['json', 'prove']),
    )
    .option(
      '--warn-days <number>',
      say(
        /*i18n*/ {
          id: 'cli.help.status.warn-days',
          message: 'with --format nagios: WARNING from so many days left (default 30; trial 7)',
        },
      ),
      readDays,
    )
    .option(
      '--critical-days <number>',
      say(
        /*i18n*/ {
          id: 'cli.help.status.critical-days',
          message: 'with --format nagios: CRITICAL from so many (default 7; trial 3)',
        },
      ),
      readDays,
    )
    .addHelpText(
      'after',
      `\n${say(NAGIOS_EXITS)}\n  0  OK\n  1  WARNING\n  2  CRITICAL\n  3  UNKNOWN: ${say(NAGIOS_UNKNOWN)}`,
    )
    .action(async (options: StatusOptions) =>
      end(await (await import('../commands/instance.ts')).runStatus(world, options)),
    )
  about('remove', say(/*i18n*/ { id: 'cli.help.remove', message: 'take the key out of one GLPI' }))
    .option('--yes', say(/*i18n*/ { id: 'cli.help.remove.yes', message: 'without asking' }))
    .action(async (options: RemoveOptions) =>
      end(await (await import('../commands/instance.ts')).runRemove(world, options)),
    )
}
