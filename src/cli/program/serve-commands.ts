import { InvalidArgumentError, Option, type Command } from 'commander'
import { MOST_HOURS, PERSON_NAME } from '#contract/invitation-limits.ts'
import { ROLES } from '#contract/roles.ts'
import { OPTION_WORDS } from './option-words.ts'
import { readPluginCount, readSeconds } from './read-number.ts'
import { addSettingFlags } from './setting-flags.ts'
import type { Use } from './use.ts'
import type { SelfCheckOptions } from '../commands/self-check.ts'
import type { SettingsCommandOptions } from '../commands/settings.ts'
import type { InviteOptions } from '../commands/invite.ts'
import type { TokenOptions } from '../commands/token.ts'

/** The gateway, the stand-in for GLPI Network, sign-in links and tokens. */
export function addServeCommands(program: Command, use: Use): void {
  const { world, appFolder, end, given } = use
  const { say } = world
  const serve = program
    .command('serve')
    .description(
      say(/*i18n*/ { id: 'cli.help.serve', message: 'the panel and its gateway, with the sandbox beside them' }),
    )
    .action(async () => end(await (await import('../commands/serve.ts')).serve(world, appFolder, given)))
  addSettingFlags(serve, say)
  const settings = program
    .command('settings')
    .description(
      say(
        /*i18n*/ { id: 'cli.help.settings', message: 'what serve would run with, and where each setting comes from' },
      ),
    )
    .option(
      '--example',
      say(/*i18n*/ { id: 'cli.help.settings.example', message: 'a file for --env-file with every setting explained' }),
    )
    .option('--json', say(OPTION_WORDS.json))
    .action(async (options: SettingsCommandOptions) =>
      end(await (await import('../commands/settings.ts')).settings(world, given, options)),
    )
  addSettingFlags(settings, say)
  const selfCheck = program
    .command('self-check')
    .description(
      say(
        /*i18n*/ {
          id: 'cli.help.self-check',
          message: 'what keeps serve from working here: settings, data folder, database, port, network path, clock',
        },
      ),
    )
    .option('--max-time <seconds>', say(OPTION_WORDS.maxTime), readSeconds)
    .option('--json', say(OPTION_WORDS.jsonLines))
    .action(async (options: SelfCheckOptions) =>
      end(await (await import('../commands/self-check.ts')).selfCheck(world, given, options)),
    )
  addSettingFlags(selfCheck, say)
  const sandbox = program
    .command('sandbox')
    .description(
      say(/*i18n*/ { id: 'cli.help.sandbox', message: 'the sandbox alone, which answers in place of GLPI Network' }),
    )
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
        .choices(ROLES)
        .default('admin'),
    )
    .option(
      '--name <text>',
      say(/*i18n*/ { id: 'cli.help.invite.name', message: 'of the person; it stands beside what they do' }),
      readName,
    )
    .option('--json', say(OPTION_WORDS.json))
    .action(async (options: InviteOptions) => end(await (await import('../commands/invite.ts')).invite(world, options)))
  addTokenCommands(program, use)
}

function readHours(text: string): number {
  const hours = Number(text)
  if (hours > 0 && hours <= MOST_HOURS) return hours
  throw new InvalidArgumentError(`It must be a number of hours, ${MOST_HOURS} at most.`)
}

/** Tokens for the programs that read metrics and the calendar. */
function addTokenCommands(program: Command, { world, end }: Use): void {
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
  if (PERSON_NAME.test(name)) return name
  throw new InvalidArgumentError('It must be a text of 1 to 80 characters.')
}

function readId(text: string): number {
  const id = Number(text)
  if (Number.isSafeInteger(id) && id > 0) return id
  throw new InvalidArgumentError('It must be the number of a token.')
}
