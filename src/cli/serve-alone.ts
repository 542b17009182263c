import { serve } from './commands/serve.ts'
import { complaintOf, printComplaint } from './complaint.ts'
import type { ExitCode } from './exit.ts'
import type { World } from './world.ts'

/** `serve` has no options: a start by that word alone does not wait for the parser of the others. */
export async function serveAlone(world: World, appFolder: string): Promise<ExitCode> {
  try {
    return await serve(world, appFolder)
  } catch (error) {
    const complaint = complaintOf(error)
    printComplaint(world, complaint, false)
    return complaint.exit
  }
}
