import { InvalidArgumentError, type Command } from 'commander'
import type { TokenOptions } from '../commands/token.ts'
import { OPTION_WORDS } from './option-words.ts'
import type { Use } from './use.ts'

/** Tokens for the programs that read metrics and the calendar. */
export function addTokenCommands(program: Command, { world, end }: Use): void {
  const { say } = world
  const token = program
    .command('token')
    .description(
      say(
        /*i18n*/ { id: 'cli.help.token', message: 'tokens that read the metrics and the calendar, and nothing else' },
      ),
    )
  token
    .command('create')
    .description(say(/*i18n*/ { id: 'cli.help.token.create', message: 'one more token, which is shown this once' }))
    .option(
      '--name <text>',
      say(/*i18n*/ { id: 'cli.help.token.name', message: 'what it is for' }),
      readName,
      'unnamed',
    )
    .option('--json', say(OPTION_WORDS.json))
    .action(async (options: TokenOptions) =>
      end(await (await import('../commands/token.ts')).createToken(world, options)),
    )
  token
    .command('list')
    .description(say(/*i18n*/ { id: 'cli.help.token.list', message: 'the tokens that are in use' }))
    .option('--json', say(OPTION_WORDS.jsonLines))
    .action(async (options: { json?: boolean }) =>
      end(await (await import('../commands/token.ts')).listTokens(world, options)),
    )
  token
    .command('revoke')
    .description(say(/*i18n*/ { id: 'cli.help.token.revoke', message: 'make a token useless' }))
    .argument('<id>', say(/*i18n*/ { id: 'cli.help.token.revoke.id', message: 'its number in the list' }), readId)
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
