// `npm pack` runs this first: what is packed is built anew, whatever was there.
import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'

const { module } = await runnerImport(fileURLToPath(new URL('prepack.ts', import.meta.url)))
try {
  module.prepack()
} catch (error) {
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
