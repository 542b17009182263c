import { CAUSE_CODES } from '#domain/cause-codes.ts'
import { SANDBOX_KEYS } from '#sandbox/keys.ts'
import { expect, test } from './panel.ts'

/** The badge, and a sentence that only this key brings. */
const EXPECTED: Record<string, [badge: string, tells: string | RegExp]> = {
  registered: ['Active', 'Registered'],
  basic: ['Active', 'Practice Basic'],
  standard: ['Active', 'Practice Standard'],
  advanced: ['Active', 'Practice Advanced'],
  'trial-15': ['Active', '10 days left'],
  'trial-30': ['Active', '25 days left'],
  'ends-in-45': ['Expiring', '45 days left'],
  'ends-in-20': ['Expiring', '20 days left'],
  'ends-in-6': ['Expiring', '6 days left'],
  'ends-in-1': ['Expiring', '1 day left'],
  'ends-today': ['Expiring', /last day|today/i],
  'not-started': ['Not started', 'subscription-not-started'],
  ended: ['Ended', 'subscription-ended'],
  refused: ['Refused', 'key-refused'],
  'other-instance': ['Refused', /another GLPI/],
  'rate-limited': ['Pending', 'rate-limited'],
  'error-500': ['Pending', 'vendor-error'],
  silent: ['Pending', 'reply-timeout'],
  dripping: ['Pending', 'reply-stalled'],
  'block-page': ['Pending', 'not-the-vendor'],
  'broken-json': ['Pending', 'reply-unreadable'],
  redirect: ['Pending', 'redirected'],
  'huge-reply': ['Pending', 'reply-too-large'],
}

for (const { name } of SANDBOX_KEYS) {
  const [badge, tells] = EXPECTED[name] ?? ['', '']
  test(`the sandbox key "${name}" reads ${badge}`, async ({ panel }) => {
    await panel.save(name)
    // GLPI Network is given 15 seconds
    await panel.expectState(badge)
    const main = panel.page.getByRole('main')
    if (CAUSE_CODES.some((code) => code === tells))
      await expect(main.locator(`a[href="/causes/${tells}"]`).first()).toBeVisible()
    else await expect(main.getByText(tells).first()).toBeVisible()
  })
}
