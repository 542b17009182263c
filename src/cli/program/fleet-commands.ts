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
    .option('--check', 'plan to write only keys that GLPI Network accepts')
    .option('--no-check', 'do not ask GLPI Network about the keys')
    .action(async (options: ApplyOptions) =>
      end(await (await import('../commands/fleet.ts')).planFleet(world, options)),
    )
  about('apply', 'bring every instance to its key')
    .option('--check', 'write only keys that GLPI Network accepts; without an answer, nothing')
    .option('--no-check', 'write without asking GLPI Network first')
    .option('--all', 'every instance, also those that an unfinished run has done')
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
