import type { Command } from 'commander'
import { candidatesFor } from '../completion/candidates.ts'
import { SCRIPTS, type ShellName } from '../completion/scripts.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import type { World } from '../world.ts'

/** `latchkey completion SHELL`: what a shell reads once, to complete this command line from then on. */
export function completion(world: World, shell: ShellName): ExitCode {
  world.print(SCRIPTS[shell])
  return EXIT.good
}

/** `latchkey complete -- WORDS`: asked by those scripts; the last word is the one at the cursor. It never complains. */
export async function complete(world: World, program: Command, words: string[]): Promise<ExitCode> {
  const found = await candidatesFor(program, words, (file) => namesOf(world, file)).catch(() => [])
  if (found === 'files') world.print(':files')
  else for (const { word, about } of found) world.print(`${word}\t${about}`)
  return EXIT.good
}

async function namesOf(world: World, file: string | undefined): Promise<string[]> {
  const { fleetFileOf, readFleet } = await import('../fleet/read-fleet.ts')
  const path = fleetFileOf(world, file)
  return path === undefined ? [] : (await readFleet(world, path)).instances.map(({ name }) => name)
}
