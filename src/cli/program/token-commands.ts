import { InvalidArgumentError, type Command } from 'commander'
import type { TokenOptions } from '../commands/token.ts'
import type { Use } from './use.ts'

/** Tokens for the programs that read metrics and the calendar. */
export function addTokenCommands(program: Command, { world, end }: Use): void {
  const token = program.command('token').description('tokens that read the metrics and the calendar, and nothing else')
  token
    .command('create')
    .description('one more token, which is shown this once')
    .option('--name <text>', 'what it is for', readName, 'unnamed')
    .option('--json', 'one JSON object on stdout')
    .action(async (options: TokenOptions) =>
      end(await (await import('../commands/token.ts')).createToken(world, options)),
    )
  token
    .command('list')
    .description('the tokens that are in use')
    .option('--json', 'one JSON object a line')
    .action(async (options: { json?: boolean }) =>
      end(await (await import('../commands/token.ts')).listTokens(world, options)),
    )
  token
    .command('revoke')
    .description('make a token useless')
    .argument('<id>', 'its number in the list', readId)
    .action(async (id: number) => end(await (await import('../commands/token.ts')).revokeToken(world, id)))
}

function readName(text: string): string {
  const name = text.trim()
  if (/^[^\p{Cc}]{1,80}$/u.test(name)) return name
  throw new InvalidArgumentError('It must be a text of 1 to 80 characters.')
}

function readId(text: string): number {
  const id = Number(text)
  if (Number.isSafeInteger(id) && id > 0) return id
  throw new InvalidArgumentError('It must be the number of a token.')
}
