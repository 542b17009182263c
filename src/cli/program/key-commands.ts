import { Option, type Command } from 'commander'
import type { CheckOptions } from '../commands/check.ts'
import type { DoctorOptions } from '../commands/doctor.ts'
import type { KeyOptions } from '../commands/inspect.ts'
import { readDays } from './read-days.ts'
import type { Use } from './use.ts'

/** Commands about a key, and about the network path to GLPI Network. */
export function addKeyCommands(program: Command, { world, end }: Use): void {
  const withKey = (name: string, words: string, json = 'one JSON object on stdout') =>
    program
      .command(name)
      .description(words)
      .option('--key-file <path>', 'read the key from this file instead of stdin')
      .option('--json', json)

  withKey('inspect', 'what a text is, and what would be cleaned; no network').action(async (options: KeyOptions) =>
    end(await (await import('../commands/inspect.ts')).inspect(world, options)),
  )
  withKey('clean', 'print the cleaned key, for pipes')
    .option('--guess', 'take a repair that had to guess')
    .action(async (options: KeyOptions) => end(await (await import('../commands/inspect.ts')).clean(world, options)))
  asking(withKey('check', 'ask GLPI Network about the key; nothing is stored'))
    .option('--warn-days <number>', 'exit 9 when an accepted key ends within so many days', readDays)
    .action(async (options: CheckOptions) => end(await (await import('../commands/check.ts')).check(world, options)))
  asking(withKey('doctor', 'test every step between this machine and the verdict on the key', 'one JSON object a line'))
    .option('--no-key', 'read no key: test the network path alone')
    .option('--glpi <url>', 'inspect a GLPI too; with LATCHKEY_GLPI_USER_TOKEN (and _APP_TOKEN) also its stored key')
    .option('--glpi-crypt-key <path>', "that GLPI's config/glpicrypt.key, where it can be read from here")
    .option('--glpi-folder <path>', 'test from the machine of a GLPI in this folder, with its PHP')
    .option(
      '--glpi-command <words>',
      "how commands run on that machine, such as 'ssh glpi@host' or 'docker exec -i glpi'",
    )
    .addOption(
      new Option('--report [format]', 'the support report on stdout, the steps on stderr')
        .choices(['json', 'markdown'])
        .preset('json')
        .conflicts('json'),
    )
    .action(async (options: DoctorOptions) => end(await (await import('../commands/doctor.ts')).doctor(world, options)))
}

const asking = (command: Command): Command =>
  command
    .option('--services <url>', 'the address of GLPI Network, or of a sandbox')
    .option('--uuid <id>', "the instance id to send (GLPI's glpi_network_uuid)")
    .option('--glpi-version <version>', 'the GLPI version to send')
    .option('--language <code>', "the language of GLPI Network's message", 'en')
