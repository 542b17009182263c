import { fileURLToPath } from 'node:url'
import { run } from './run.ts'
import { realWorld } from './world.ts'

// beside this file once built: dist/latchkey/main.js and dist/app
// libsql asks Node's report which C library this is; listing every network interface for it costs a tenth of the start
Object.assign(process.report ?? {}, { excludeNetwork: true })

const appFolder = fileURLToPath(new URL('../app', import.meta.url))

// the reader of a pipe may leave early, as `head` does: that is no fault
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

process.exitCode = await run(process.argv.slice(2), realWorld(), appFolder)
