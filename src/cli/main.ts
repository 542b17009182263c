import { fileURLToPath } from 'node:url'
import { realWorld, type World } from './world.ts'
import { serve } from './commands/serve.ts'
import { complaintOf, printComplaint } from './complaint.ts'
import type { ExitCode } from './exit.ts'
import { languageFrom, sayIn } from './language.ts'

// beside this file once built: dist/latchkey/main.js and dist/app
const appFolder = fileURLToPath(new URL('../app', import.meta.url))

// the reader of a pipe may close it early, as `head` does: this is not an error
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

const argv = process.argv.slice(2)
process.exitCode =
  argv.join(' ') === 'serve'
    ? await serveAlone(realWorld())
    : await (await import('./run.ts')).run(argv, realWorld(), appFolder)

/** `serve` has no options, so a plain `latchkey serve` starts without loading the parser. */
async function serveAlone(world: World): Promise<ExitCode> {
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
