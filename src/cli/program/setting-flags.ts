import { parseEnv } from 'node:util'
import type { Command } from 'commander'
import { environmentOf } from '#server/given-settings.ts'
import { SETTINGS, type Environment, type Setting } from '#server/settings.ts'
import { readFileText } from '../key-input.ts'
import type { Say } from '../language.ts'
import type { Use } from './use.ts'

const WITH_FLAGS: readonly Setting[] = Object.values(SETTINGS).filter(({ flag }) => flag !== null)

/** A flag for each setting that is no secret. */
export function addSettingFlags(command: Command, say: Say): Command {
  for (const { flag, kind, meaning } of WITH_FLAGS) command.option(`${flag} <${placeholderOf(kind)}>`, say(meaning))
  return command
}

/** Shells complete a path. */
const placeholderOf = (kind: Setting['kind']): string => (kind === 'file' || kind === 'folder' ? 'path' : kind)

/** The settings that were given as flags of this command, by their names. */
function flagsGivenTo(command: Command): Environment {
  const values: Readonly<Record<string, unknown>> = command.opts()
  return Object.fromEntries(
    WITH_FLAGS.flatMap(({ name, flag }) => {
      const option = command.options.find(({ long }) => long === flag)
      const value = option && values[option.attributeName()]
      return typeof value === 'string' ? [[name, value]] : []
    }),
  )
}

/** Every command reads its settings from one environment, wherever they were given. @throws Complaint for a file that cannot be read */
export async function takeSettings(
  { world, given }: Use,
  command: Command,
  envFile: string | undefined,
): Promise<void> {
  given.flags = flagsGivenTo(command)
  if (envFile !== undefined) given.file = parseEnv(await readFileText(world, envFile))
  world.env = environmentOf(given)
}
