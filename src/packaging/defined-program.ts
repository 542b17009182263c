import type { Command } from 'commander'
import { buildProgram } from '#cli/run.ts'
import { realWorld } from '#cli/world.ts'

/** The definitions of every command, to be read and not run. */
export function definedProgram(): Command {
  const given = { flags: {}, environment: {}, file: {} }
  return buildProgram({ world: realWorld(), appFolder: '', end: () => undefined, given })
}
