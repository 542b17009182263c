import { InvalidArgumentError, type Command } from 'commander'
import type { ApplyOptions } from '../commands/fleet.ts'
import { OPTION_WORDS } from './option-words.ts'
import type { Use } from './use.ts'

/** Many GLPIs by one file. */
export function addFleetCommands(program: Command, { world, end }: Use): void {
  const { say } = world
  const fleet = program
    .command('fleet')
    .description(say(/*i18n*/ { id: 'cli.help.fleet', message: 'many GLPIs, by one file' }))
  const about = (name: string, words: string) =>
    fleet
      .command(name)
      .description(words)
      .option(
        '--file <path>',
        say(/*i18n*/ { id: 'cli.help.fleet.file', message: 'the fleet file (else LATCHKEY_FLEET)' }),
      )
      .option(
        '--state <path>',
        say(
          /*i18n*/ {
            id: 'cli.help.fleet.state',
            message: 'what is remembered of runs (default: the fleet file with .state)',
          },
        ),
      )
      .option(
        '--only <names>',
        say(/*i18n*/ { id: 'cli.help.fleet.only', message: 'these instances alone, separated by commas' }),
      )
      .option(
        '--concurrency <number>',
        say(/*i18n*/ { id: 'cli.help.fleet.concurrency', message: 'how many at once (default 8)' }),
        readConcurrency,
      )
      .option('--services <url>', say(OPTION_WORDS.services))
      .option('--json', say(OPTION_WORDS.jsonLines))

  about('plan', say(/*i18n*/ { id: 'cli.help.fleet.plan', message: 'what apply would change; changes nothing' }))
    .option(
      '--check',
      say(/*i18n*/ { id: 'cli.help.fleet.plan.check', message: 'plan to write only keys that GLPI Network accepts' }),
    )
    .option(
      '--no-check',
      say(/*i18n*/ { id: 'cli.help.fleet.plan.no-check', message: 'do not ask GLPI Network about the keys' }),
    )
    .action(async (options: ApplyOptions) =>
      end(await (await import('../commands/fleet.ts')).planFleet(world, options)),
    )
  about('apply', say(/*i18n*/ { id: 'cli.help.fleet.apply', message: 'bring every instance to its key' }))
    .option(
      '--check',
      say(
        /*i18n*/ {
          id: 'cli.help.fleet.apply.check',
          message: 'write only keys that GLPI Network accepts; without an answer, nothing',
        },
      ),
    )
    .option('--no-check', say(OPTION_WORDS.noCheck))
    .option(
      '--all',
      say(
        /*i18n*/ {
          id: 'cli.help.fleet.apply.all',
          message: 'every instance, also those that an unfinished run has done',
        },
      ),
    )
    .option(
      '--allow-key-as-argument',
      say(
        /*i18n*/ {
          id: 'cli.help.fleet.apply.argument',
          message: 'hand a key over 4,095 characters to a console as an argument',
        },
      ),
    )
    .action(async (options: ApplyOptions) =>
      end(await (await import('../commands/fleet.ts')).applyFleet(world, options)),
    )
  about('status', say(/*i18n*/ { id: 'cli.help.fleet.status', message: 'what each instance holds' }))
    .option('--offline', say(OPTION_WORDS.offline))
    .action(async (options: ApplyOptions & { offline?: boolean }) =>
      end(await (await import('../commands/fleet.ts')).statusOfFleet(world, options)),
    )
}

function readConcurrency(text: string): number {
  const count = Number(text)
  if (Number.isInteger(count) && count >= 1 && count <= 256) return count
  throw new InvalidArgumentError('It must be a whole number from 1 to 256.')
}
