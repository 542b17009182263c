import { serve } from './commands/serve.ts'
import { complaintOf, printComplaint } from './complaint.ts'
import type { ExitCode } from './exit.ts'
import { languageFrom, sayIn } from './language.ts'
import type { World } from './world.ts'

/** Without options, as services run it: a plain `latchkey serve` starts without loading the parser. */
export async function serveAlone(world: World, appFolder: string): Promise<ExitCode> {
  const language = languageFrom(undefined, world.env)
  if (language !== 'en') world.say = await sayIn(language)
  try {
    return await serve(world, appFolder, { flags: {}, environment: world.env, file: {} })
  } catch (error) {
    const complaint = complaintOf(error)
    printComplaint(world, complaint, false)
    return complaint.exit
  }
}
