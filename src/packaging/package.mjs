// `npm run package`: everything that is released, into dist/packages.
import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'

const { module } = await runnerImport(fileURLToPath(new URL('package.ts', import.meta.url)))
await module.packageAll()
