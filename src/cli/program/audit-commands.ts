import { InvalidArgumentError, type Command } from 'commander'
import type { VerifyOptions } from '../commands/audit.ts'
import { OPTION_WORDS } from './option-words.ts'
import type { Use } from './use.ts'

/** What was done and refused, and whether the record of it is whole. */
export function addAuditCommands(program: Command, { world, end }: Use): void {
  const { say } = world
  const audit = program
    .command('audit')
    .description(
      say(/*i18n*/ { id: 'cli.help.audit', message: 'the record of changes and refused attempts of this data folder' }),
    )
  audit
    .command('verify')
    .description(
      say(/*i18n*/ { id: 'cli.help.audit.verify', message: 'check that no row was changed, removed or added' }),
    )
    .option(
      '--checkpoint <number:hash>',
      say(/*i18n*/ { id: 'cli.help.audit.checkpoint-of', message: 'compare with this earlier checkpoint' }),
      readCheckpoint,
    )
    .option('--json', say(OPTION_WORDS.json))
    .action(async (options: VerifyOptions) =>
      end(await (await import('../commands/audit.ts')).verifyStoredAudit(world, options)),
    )
  audit
    .command('checkpoint')
    .description(
      say(
        /*i18n*/ {
          id: 'cli.help.audit.checkpoint',
          message: 'the number and the hash of the latest row, to be kept elsewhere',
        },
      ),
    )
    .option('--json', say(OPTION_WORDS.json))
    .action(async (options: { json?: boolean }) =>
      end(await (await import('../commands/audit.ts')).printCheckpoint(world, options)),
    )
  audit
    .command('export')
    .description(say(/*i18n*/ { id: 'cli.help.audit.export', message: 'all rows, one JSON object a line' }))
    .option(
      '--after <number>',
      say(/*i18n*/ { id: 'cli.help.audit.after', message: 'only rows behind this number' }),
      readRowNumber,
      0,
    )
    .action(async (options: { after: number }) =>
      end(await (await import('../commands/audit.ts')).exportAudit(world, options)),
    )
}

function readCheckpoint(text: string): { number: number; hash: string } {
  const [, number = '', hash = ''] = /^(\d{1,15}):([\da-f]{64})$/.exec(text.trim()) ?? []
  if (hash !== '') return { number: Number(number), hash }
  throw new InvalidArgumentError('It must be as "latchkey audit checkpoint" prints it.')
}

function readRowNumber(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('It must be a whole number.')
}
