import { readFileSync } from 'node:fs'
import type { Browser } from 'playwright'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { receivedUntil } from '../../../e2e/received-until.ts'
import { expectOk, startBenchGateway, type BenchGateway } from '../gateway.ts'
import type { Bench } from '../report.ts'
import { REGISTRATION_PATH, signedInContext, withChromium } from './chromium.ts'

async function weigh(
  browser: Browser,
  gateway: BenchGateway,
  button: string,
): Promise<{ bytes: number; files: number }> {
  const context = await signedInContext(browser, gateway)
  const page = await context.newPage()
  const usable = page.locator('.lk-actions button:not([data-drawn])', { hasText: button })
  // from the second visit on the gateway draws the first screen, which weighs something
  await page.goto(`${gateway.url}${REGISTRATION_PATH}`)
  await usable.waitFor()
  await page.goto('about:blank')
  const received = await receivedUntil(page, `${gateway.url}${REGISTRATION_PATH}`, usable)
  await context.close()
  return { bytes: [...received.values()].reduce((sum, size) => sum + size, 0), files: received.size }
}

/** What Chromium receives until the page can be used; the test of the same name holds it to the same budget. */
export const benchWeight: Bench = async (report) => {
  const { bytes: budget }: { bytes: number } = JSON.parse(readFileSync('src/bin/budget.json', 'utf8'))
  const gateway = await startBenchGateway()
  try {
    await withChromium(async (browser) => {
      for (const [state, key, button] of [
        ['no key is saved', null, 'Save'],
        ['a key is saved', 'standard', 'Replace key'],
      ] as const) {
        if (key) await expectOk(gateway.call('PUT', '/api/instances/sandbox/registration', { key: sandboxKey(key) }))
        const [one, other] = [await weigh(browser, gateway, button), await weigh(browser, gateway, button)]
        report.add({
          what: `bytes until the page is usable, ${state}`,
          value: one.bytes,
          unit: 'bytes',
          budget,
          noise: other.bytes / one.bytes,
          detail: `${one.files} requests`,
        })
      }
    })
  } finally {
    await gateway.stop()
  }
}
