import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What every page is opened with, in the tests and in the benchmarks. */
export const CHROMIUM_LOOKS = { locale: 'en-GB', timezoneId: 'UTC', viewport: { width: 1280, height: 900 } }

/** @param root of the checkout. The browser is the one that `ensure.mjs chromium` found or installed there. */
export function chromiumOptions(root: string): { executablePath?: string; args: string[] } {
  const found = join(root, 'node_modules/.cache/latchkey/chromium')
  return {
    ...(existsSync(found) && { executablePath: readFileSync(found, 'utf8') }),
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  }
}
