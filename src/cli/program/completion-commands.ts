import { Argument, type Command } from 'commander'
import type { ShellName } from '../completion/scripts.ts'
import type { Use } from './use.ts'

/** What completes this command line in a shell. */
export function addCompletionCommands(program: Command, { world, end }: Use): void {
  const { say } = world
  program
    .command('completion')
    .description(
      say(/*i18n*/ { id: 'cli.help.completion', message: 'what bash, zsh or fish read to complete this command line' }),
    )
    .addArgument(
      new Argument('<shell>', say(/*i18n*/ { id: 'cli.help.completion.shell', message: 'which one' })).choices([
        'bash',
        'zsh',
        'fish',
      ]),
    )
    .action(async (shell: ShellName) => end((await import('../commands/completion.ts')).completion(world, shell)))
  program
    .command('complete', { hidden: true })
    .argument('[words...]')
    .action(async (words: string[]) =>
      end(await (await import('../commands/completion.ts')).complete(world, program, words)),
    )
}
