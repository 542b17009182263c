import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'playwright/test'
import { isFullRun } from '../src/bin/full-run.ts'
import { putTemporaryFilesInMemory } from '../src/bin/temporary-folder.ts'
import { isOnReplicas } from './replicas.ts'
import { CHROMIUM_LOOKS, chromiumOptions } from './chromium.ts'
import { isWhole } from './sample.ts'

putTemporaryFilesInMemory()

/** Where `npm test` reads the counts. */
const counts = process.env['LATCHKEY_TEST_JSON']

const chromium = chromiumOptions(fileURLToPath(new URL('..', import.meta.url)))
/** The pages of a context share a process, and with it what is compiled of the panel (warm-browser.ts). */
const ONE_PROCESS = '--process-per-site'

/** Not run on two replicas: they test what one gateway has for itself (files, address, the vendor's clock). */
const ABOUT_ONE_GATEWAY = [
  'addresses.e2e.ts',
  'backup.e2e.ts',
  'guided-setup.e2e.ts',
  'ladder.e2e.ts',
  'over-tls.e2e.ts',
  'start.e2e.ts',
  'sub-path.e2e.ts',
  'weight.e2e.ts',
]

export default defineConfig({
  testDir: '.',
  ...(isOnReplicas && { globalSetup: './postgres-setup.ts' }),
  // nearly all of them in the long run
  testMatch: isOnReplicas && !isWhole ? ['life.e2e.ts', 'people.e2e.ts', 'sign-in.e2e.ts', 'live.e2e.ts'] : '*.e2e.ts',
  ...(isOnReplicas && { testIgnore: ABOUT_ONE_GATEWAY }),
  // what shows the same behaviour from another side, or at length
  ...(!isFullRun && { grepInvert: /@full/ }),
  // emptied by each run, so nothing else is in it
  outputDir: `../test-results/${isOnReplicas ? 'browser-on-replicas' : 'browser'}`,
  // each worker has a gateway of its own; its tests share nothing but the program
  fullyParallel: true,
  workers: 2,
  // no machine is too slow for these, and each is shorter than the minute after which a page asks again by itself: what
  // should have been shown at once is not excused by that
  timeout: 900_000,
  expect: { timeout: 50_000 },
  forbidOnly: Boolean(process.env['CI']),
  // a path in a reporter's options is relative to this file
  reporter: [['list'], ...(counts ? [['json', { outputFile: resolve(counts) }] as const] : [])],
  use: {
    ...CHROMIUM_LOOKS,
    // a spinner that turns is drawn 60 times a second, and tests wait beside it; those of motion ask for it
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: { ...chromium, args: [...chromium.args, ONE_PROCESS] },
    // an action ends what hangs, too; a trace of what failed is had with `-- --trace retain-on-failure`, which makes all of them slower
    actionTimeout: 300_000,
    navigationTimeout: 300_000,
  },
})
