import { fileURLToPath } from 'node:url'
import { serveAlone } from './serve-alone.ts'
import { realWorld } from './world.ts'

// beside this file once built: dist/latchkey/main.js and dist/app
const appFolder = fileURLToPath(new URL('../app', import.meta.url))

// the reader of a pipe may close it early, as `head` does: this is not an error
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

const argv = process.argv.slice(2)
process.exitCode =
  argv.join(' ') === 'serve'
    ? await serveAlone(realWorld(), appFolder)
    : await (await import('./run.ts')).run(argv, realWorld(), appFolder)

// what hangs on the network keeps nobody waiting
setTimeout(() => process.exit(), 1000).unref()
