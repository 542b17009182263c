import { fileURLToPath } from 'node:url'
import { run } from './run.ts'
import { realWorld } from './world.ts'

// beside this file once built: dist/latchkey/main.js and dist/app
const appFolder = fileURLToPath(new URL('../app', import.meta.url))

// the reader of a pipe may leave early, as `head` does: that is no fault
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

process.exitCode = await run(process.argv.slice(2), realWorld(), appFolder)
