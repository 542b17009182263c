import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { DEADLINES } from '../../src/bin/deadlines.ts'

/** The fault run: real servers, proxies, resolvers and clocks around the real code. `run.mjs` starts it. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    include: ['e2e/faults/*.spec.ts'],
    globalSetup: ['e2e/rig/setting.ts'],
    experimental: { fsModuleCache: true },
    // rows wait far more than they work, and so do the files
    maxConcurrency: 200,
    maxWorkers: 2,
    ...DEADLINES,
  },
})
