import { InvalidArgumentError, type Command } from 'commander'
import type { ApplyOptions } from '../commands/fleet.ts'
import type { Use } from './use.ts'

/** Many GLPIs by one file. */
export function addFleetCommands(program: Command, { world, end }: Use): void {
  const fleet = program.command('fleet').description('many GLPIs, by one file')
  const about = (name: string, words: string) =>
    fleet
      .command(name)
      .description(words)
      .option('--file <path>', 'the fleet file (else LATCHKEY_FLEET)')
      .option('--state <path>', 'what is remembered of runs (default: the fleet file with .state)')
      .option('--only <names>', 'these instances alone, separated by commas')
      .option('--concurrency <number>', 'how many at once (default 8)', readConcurrency)
      .option('--services <url>', 'the address of GLPI Network, or of a sandbox')
      .option('--json', 'one JSON object a line')

  about('plan', 'what apply would change; changes nothing')
    .option('--check', 'ask GLPI Network first whether it accepts the keys')
    .option('--all', 'every instance, even if a former run did not end')
    .action(async (options: ApplyOptions) =>
      end(await (await import('../commands/fleet.ts')).planFleet(world, options)),
    )
  about('apply', 'bring every instance to its key')
    .option('--check', 'ask GLPI Network first, and write only keys that it accepts')
    .option('--all', 'every instance, even if a former run did not end')
    .option('--allow-key-as-argument', 'hand a key over 4,095 characters to a console as an argument')
    .action(async (options: ApplyOptions) =>
      end(await (await import('../commands/fleet.ts')).applyFleet(world, options)),
    )
  about('status', 'what each instance holds')
    .option('--offline', 'do not ask GLPI Network')
    .action(async (options: ApplyOptions & { offline?: boolean }) =>
      end(await (await import('../commands/fleet.ts')).statusOfFleet(world, options)),
    )
}

function readConcurrency(text: string): number {
  const count = Number(text)
  if (Number.isInteger(count) && count >= 1 && count <= 256) return count
  throw new InvalidArgumentError('It must be a whole number from 1 to 256.')
}
