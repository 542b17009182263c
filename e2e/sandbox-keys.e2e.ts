import { CAUSE_CODES } from '#domain/cause-codes.ts'
import { SANDBOX_KEYS } from '#sandbox/keys.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { expect, test } from './panel.ts'
import { sampleOf } from './sample.ts'

/** For each badge the keys that bring it, and a sentence, a pattern or a cause that only this key brings. */
const EXPECTED: Record<string, Record<string, string | RegExp>> = {
  Active: {
    registered: 'Registered',
    basic: 'Practice Basic',
    standard: 'Practice Standard',
    advanced: 'Practice Advanced',
    'trial-15': '10 days left',
    'trial-30': '25 days left',
  },
  Expiring: {
    'ends-in-45': '45 days left',
    'ends-in-20': '20 days left',
    'ends-in-6': '6 days left',
    'ends-in-1': '1 day left',
    'ends-today': /last day|today/i,
  },
  'Not started': { 'not-started': 'subscription-not-started' },
  Ended: { ended: 'subscription-ended' },
  Refused: { refused: 'key-refused', 'other-instance': /another GLPI/ },
  Pending: {
    'rate-limited': 'rate-limited',
    'error-500': 'vendor-error',
    silent: 'reply-timeout',
    dripping: 'reply-stalled',
    'block-page': 'not-the-vendor',
    'broken-json': 'reply-unreadable',
    redirect: 'redirected',
    'huge-reply': 'reply-too-large',
  },
}

/** Other tests come across these states too. */
const SHOWN_ELSEWHERE = new Set(['Active', 'Expiring', 'Not started', 'Pending'])

test('every sandbox key has its row', () => {
  expect(Object.values(EXPECTED).flatMap(Object.keys).toSorted()).toEqual(
    SANDBOX_KEYS.map(({ name }) => name).toSorted(),
  )
})

for (const [badge, keys] of Object.entries(EXPECTED)) {
  const rows = sampleOf(Object.entries(keys), 3)
  test(
    `reads ${badge}: the sandbox keys ${rows.map(([name]) => name).join(', ')}`,
    { tag: SHOWN_ELSEWHERE.has(badge) ? '@full' : [] },
    async ({ panel, gateway }) => {
      const main = panel.page.getByRole('main')
      for (const [name, tells] of rows)
        await test.step(name, async () => {
          const data = { key: sandboxKey(name), replaceUnverified: true }
          await panel.page.request.put(`${gateway.url}/api/instances/sandbox/registration`, { data })
          await panel.page.reload()
          await panel.expectState(badge)
          if (CAUSE_CODES.some((code) => code === tells))
            await expect(main.locator(`a[href="/causes/${tells}"]`).first()).toBeVisible()
          else await expect(main.getByText(tells).first()).toBeVisible()
        })
    },
  )
}
