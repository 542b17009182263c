import { existsSync, readFileSync } from 'node:fs'
import { defineConfig } from 'playwright/test'

const FOUND = new URL('../node_modules/.cache/latchkey/chromium', import.meta.url)

/** The browser that `ensure.mjs chromium` found or installed. */
const executablePath = existsSync(FOUND) ? readFileSync(FOUND, 'utf8') : undefined

export default defineConfig({
  testDir: '.',
  testMatch: '*.e2e.ts',
  outputDir: '../test-results',
  // each worker has a gateway of its own; its tests share nothing but the program
  fullyParallel: true,
  workers: 2,
  // no machine is too slow for these, and each is shorter than the minute after which a page asks again by itself: what
  // should have been shown at once is not excused by that
  timeout: 900_000,
  expect: { timeout: 50_000 },
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list'], ['json', { outputFile: '../test-results/e2e.json' }]],
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
