import { serve } from './commands/serve.ts'
import { complaintOf, printComplaint } from './complaint.ts'
import type { ExitCode } from './exit.ts'
import { languageFrom, sayIn } from './language.ts'
import type { World } from './world.ts'

/** `serve` has no options: a start by that word alone does not wait for the parser of the others. */
export async function serveAlone(world: World, appFolder: string): Promise<ExitCode> {
  const language = languageFrom(undefined, world.env)
  if (language !== 'en') world.say = await sayIn(language)
  try {
    return await serve(world, appFolder)
  } catch (error) {
    const complaint = complaintOf(error)
    printComplaint(world, complaint, false)
    return complaint.exit
  }
}
