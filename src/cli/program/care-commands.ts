import type { Command } from 'commander'
import type { BackupCommandOptions } from '../commands/backup.ts'
import { OPTION_WORDS } from './option-words.ts'
import type { Use } from './use.ts'

/** What keeps the data of a gateway safe. */
export function addCareCommands(program: Command, { world, end }: Use): void {
  const { say } = world
  const file = say(/*i18n*/ { id: 'cli.help.backup.file', message: 'the encrypted file' })
  const passphraseFile = say(
    /*i18n*/ {
      id: 'cli.help.passphrase-file',
      message: 'read the passphrase from this file instead of the terminal or stdin',
    },
  )
  program
    .command('backup')
    .description(
      say(
        /*i18n*/ {
          id: 'cli.help.backup',
          message: 'the database and its key in one encrypted file, while the gateway runs',
        },
      ),
    )
    .argument('<file>', file)
    .option('--passphrase-file <path>', passphraseFile)
    .option('--force', say(/*i18n*/ { id: 'cli.help.backup.force', message: 'replace a file that is there already' }))
    .option('--json', say(OPTION_WORDS.json))
    .action(async (path: string, options: BackupCommandOptions) =>
      end(await (await import('../commands/backup.ts')).backup(world, path, options)),
    )
  program
    .command('restore')
    .description(
      say(
        /*i18n*/ {
          id: 'cli.help.restore',
          message: 'put what a backup holds into the data folder, once it is checked',
        },
      ),
    )
    .argument('<file>', file)
    .option('--passphrase-file <path>', passphraseFile)
    .option('--force', say(/*i18n*/ { id: 'cli.help.restore.force', message: 'put data aside that is there already' }))
    .option('--json', say(OPTION_WORDS.json))
    .action(async (path: string, options: BackupCommandOptions) =>
      end(await (await import('../commands/restore.ts')).restore(world, path, options)),
    )
  program
    .command('move')
    .description(
      say(
        /*i18n*/ {
          id: 'cli.help.move',
          message: 'copy the data from SQLite into the PostgreSQL database in LATCHKEY_DATABASE_URL',
        },
      ),
    )
    .option('--json', say(OPTION_WORDS.json))
    .action(async (options: { json?: boolean }) =>
      end(await (await import('../commands/move.ts')).move(world, options)),
    )
  program
    .command('rotate')
    .description(
      say(
        /*i18n*/ {
          id: 'cli.help.rotate',
          message: 'a new encryption key, and every secret encrypted with it, while the gateway runs',
        },
      ),
    )
    .option('--json', say(OPTION_WORDS.json))
    .action(async (options: { json?: boolean }) =>
      end(await (await import('../commands/rotate.ts')).rotate(world, options)),
    )
}
