import { readFileSync } from 'node:fs'
import { expect, test } from './panel.ts'
import { receivedUntil } from './received-until.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'

const { bytes: BUDGET }: { bytes: number } = JSON.parse(
  readFileSync(new URL('../src/bin/budget.json', import.meta.url), 'utf8'),
)

for (const [state, key] of [
  ['no key is saved', null],
  ['a key is saved', 'standard'],
] as const) {
  test(`what Chromium receives until the page can be used is within the budget when ${state}`, async ({
    panel,
    gateway,
  }) => {
    const { page } = panel
    const registration = `${gateway.url}/api/instances/sandbox/registration`
    if (key) await page.request.put(registration, { data: { key: sandboxKey(key) } })
    await page.goto('about:blank')
    // the markup that the gateway has drawn has inert buttons
    const usable = page.locator('.lk-actions button:not([inert])', { hasText: key === null ? 'Save' : 'Replace key' })
    const received = await receivedUntil(page, `${gateway.url}/sandbox/setup/general/glpi-network`, usable)
    const total = [...received.values()].reduce((sum, size) => sum + size, 0)
    const list = [...received].map(([path, size]) => `${size} ${path}`)
    // for who looks how much of the budget is left
    test.info().annotations.push({ type: 'bytes', description: String(total) })
    expect(total, list.join('\n')).toBeLessThanOrEqual(BUDGET)
  })
}
