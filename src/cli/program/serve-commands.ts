import { InvalidArgumentError, Option, type Command } from 'commander'
import type { Role } from '#contract/panel.ts'
import { OPTION_WORDS } from './option-words.ts'
import { readPluginCount } from './read-number.ts'
import type { Use } from './use.ts'

/** The gateway, the stand-in for GLPI Network, and sign-in links. */
export function addServeCommands(program: Command, { world, appFolder, end }: Use): void {
  const { say } = world
  program
    .command('serve')
    .description(
      say(/*i18n*/ { id: 'cli.help.serve', message: 'the panel and its gateway, with the sandbox beside them' }),
    )
    .action(async () => end(await (await import('../commands/serve.ts')).serve(world, appFolder)))
  const sandbox = program
    .command('sandbox')
    .description(say(/*i18n*/ { id: 'cli.help.sandbox', message: 'the stand-in for GLPI Network alone' }))
    .option(
      '--port <number>',
      say(/*i18n*/ { id: 'cli.help.sandbox.port', message: 'where it listens (default 8421)' }),
    )
    .option(
      '--plugins <number>',
      say(/*i18n*/ { id: 'cli.help.sandbox.plugins', message: 'how many plugins its catalogue has (default 25)' }),
      readPluginCount,
    )
    .action(async (options: { port?: string; plugins?: number }) =>
      end(await (await import('../commands/sandbox.ts')).sandbox(world, options)),
    )
  sandbox
    .command('keys')
    .description(say(/*i18n*/ { id: 'cli.help.sandbox.keys', message: 'every key of the sandbox, with what it does' }))
    .option('--json', say(OPTION_WORDS.jsonLines))
    .action(async (options: { json?: boolean }) =>
      end((await import('../commands/sandbox.ts')).sandboxKeys(world, options)),
    )
  program
    .command('invite')
    .description(
      say(/*i18n*/ { id: 'cli.help.invite', message: 'one more sign-in link for the gateway of this data folder' }),
    )
    .option(
      '--hours <number>',
      say(/*i18n*/ { id: 'cli.help.invite.hours', message: 'how long it works' }),
      readHours,
      24,
    )
    .addOption(
      new Option('--role <role>', say(/*i18n*/ { id: 'cli.help.invite.role', message: 'what the person may do' }))
        .choices(['admin', 'viewer'])
        .default('admin'),
    )
    .option('--json', say(OPTION_WORDS.json))
    .action(async (options: { hours: number; role: Role; json?: boolean }) =>
      end(await (await import('../commands/invite.ts')).invite(world, options)),
    )
}

function readHours(text: string): number {
  const hours = Number(text)
  if (hours > 0 && hours <= 24 * 30) return hours
  throw new InvalidArgumentError('It must be a number of hours, 720 at most.')
}
