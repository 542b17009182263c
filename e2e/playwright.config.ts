import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { defineConfig } from 'playwright/test'
import { putTemporaryFilesInMemory } from '../src/bin/temporary-folder.ts'

putTemporaryFilesInMemory()

const FOUND = new URL('../node_modules/.cache/latchkey/chromium', import.meta.url)

/** Where `npm test` reads the counts. */
const counts = process.env['LATCHKEY_TEST_JSON']

/** The browser that `ensure.mjs chromium` found or installed. */
const executablePath = existsSync(FOUND) ? readFileSync(FOUND, 'utf8') : undefined

export default defineConfig({
  testDir: '.',
  testMatch: '*.e2e.ts',
  // emptied by each run, so nothing else is in it
  outputDir: '../test-results/browser',
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
    locale: 'en-GB',
    timezoneId: 'UTC',
    viewport: { width: 1280, height: 900 },
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        '--no-sandbox',
        '--disable-quic',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
    // an action ends what hangs, too; a trace of what failed is had with `-- --trace retain-on-failure`, which makes all of them slower
    actionTimeout: 300_000,
    navigationTimeout: 300_000,
  },
})
