import { Option, type Command } from 'commander'
import type { CheckOptions } from '../commands/check.ts'
import type { DoctorOptions } from '../commands/doctor.ts'
import type { KeyOptions } from '../commands/inspect.ts'
import type { Say } from '../language.ts'
import { OPTION_WORDS } from './option-words.ts'
import { readDays, readSeconds } from './read-number.ts'
import type { Use } from './use.ts'

/** Commands about a key, and about the network path to GLPI Network. */
export function addKeyCommands(program: Command, { world, end }: Use): void {
  const { say } = world
  const withKey = (name: string, words: string, json = say(OPTION_WORDS.json)) =>
    program
      .command(name)
      .description(words)
      .option('--key-file <path>', say(OPTION_WORDS.keyFile))
      .option('--json', json)

  withKey(
    'inspect',
    say(/*i18n*/ { id: 'cli.help.inspect', message: 'what a text is, and what would be cleaned; no network' }),
  ).action(async (options: KeyOptions) => end(await (await import('../commands/inspect.ts')).inspect(world, options)))
  withKey('clean', say(/*i18n*/ { id: 'cli.help.clean', message: 'print the cleaned key, for pipes' }))
    .option('--guess', say(/*i18n*/ { id: 'cli.help.clean.guess', message: 'take a repair that had to guess' }))
    .action(async (options: KeyOptions) => end(await (await import('../commands/inspect.ts')).clean(world, options)))
  asking(
    say,
    withKey(
      'check',
      say(/*i18n*/ { id: 'cli.help.check', message: 'ask GLPI Network about the key; nothing is stored' }),
    ),
  )
    .option(
      '--warn-days <number>',
      say(/*i18n*/ { id: 'cli.help.check.warn-days', message: 'exit 9 when an accepted key ends within so many days' }),
      readDays,
    )
    .action(async (options: CheckOptions) => end(await (await import('../commands/check.ts')).check(world, options)))
  asking(
    say,
    withKey(
      'doctor',
      say(
        /*i18n*/ { id: 'cli.help.doctor', message: 'test every step between this machine and the verdict on the key' },
      ),
      say(OPTION_WORDS.jsonLines),
    ),
  )
    .option(
      '--no-key',
      say(/*i18n*/ { id: 'cli.help.doctor.no-key', message: 'read no key: test the network path alone' }),
    )
    .option(
      '--glpi <url>',
      say(
        /*i18n*/ {
          id: 'cli.help.doctor.glpi',
          message: 'inspect a GLPI too; with LATCHKEY_GLPI_USER_TOKEN (and _APP_TOKEN) also its stored key',
        },
      ),
    )
    .option(
      '--glpi-crypt-key <path>',
      say(
        /*i18n*/ {
          id: 'cli.help.doctor.crypt-key',
          message: "that GLPI's config/glpicrypt.key, where it can be read from here",
        },
      ),
    )
    .option(
      '--glpi-folder <path>',
      say(
        /*i18n*/ {
          id: 'cli.help.doctor.folder',
          message: 'test from the machine of a GLPI in this folder, with its PHP',
        },
      ),
    )
    .option(
      '--glpi-command <words>',
      say(
        /*i18n*/ {
          id: 'cli.help.doctor.command',
          message: "how commands run on that machine, such as 'ssh glpi@host' or 'docker exec -i glpi'",
        },
      ),
    )
    .addOption(
      new Option(
        '--report [format]',
        say(/*i18n*/ { id: 'cli.help.doctor.report', message: 'the support report on stdout, the steps on stderr' }),
      )
        .choices(['json', 'markdown'])
        .preset('json')
        .conflicts('json'),
    )
    .action(async (options: DoctorOptions) => end(await (await import('../commands/doctor.ts')).doctor(world, options)))
}

const asking = (say: Say, command: Command): Command =>
  command
    .option('--services <url>', say(OPTION_WORDS.services))
    .option(
      '--uuid <id>',
      say(/*i18n*/ { id: 'cli.help.uuid', message: "the instance id to send (GLPI's glpi_network_uuid)" }),
    )
    .option(
      '--glpi-version <version>',
      say(/*i18n*/ { id: 'cli.help.glpi-version', message: 'the GLPI version to send' }),
    )
    .option('--max-time <seconds>', say(OPTION_WORDS.maxTime), readSeconds)
    .option(
      '--language <code>',
      say(/*i18n*/ { id: 'cli.help.language', message: "the language of GLPI Network's message" }),
      'en',
    )
