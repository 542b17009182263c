import { expect, type Panel } from './panel.ts'

/** The rules of axe whose outcome depends on colours and width. For the others the document is the same in both looks. */
const RULES_OF_LOOK = ['color-contrast', 'scrollable-region-focusable']

/** How people look at the page: each state is to hold in both. A test goes on in the last one. */
const LOOKS = [
  { name: '390 px, dark', width: 390, colorScheme: 'dark', rules: RULES_OF_LOOK },
  { name: 'wide, light', width: 1280, colorScheme: 'light', rules: undefined },
] as const

/** The options of a test that looks at states. It runs in French, whose words are longer; the other tests run in English. */
export const FOR_LOOKS = { locale: 'fr', contextOptions: { reducedMotion: 'reduce' } } as const

/** In both looks axe finds nothing, and nothing scrolls sideways. With LATCHKEY_PICTURES=1 it leaves a picture of each for the eye. */
export async function lookAt(panel: Panel, where: string): Promise<void> {
  const { page } = panel
  for (const { name, width, colorScheme, rules } of LOOKS) {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme })
    await expect(page.locator('html')).toHaveAttribute('data-bs-theme', colorScheme)
    await panel.expectAccessible(rules)
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overflow, `${where} scrolls sideways (${name})`).toBe(0)
    if (!process.env['LATCHKEY_PICTURES']) continue
    await page.screenshot({ path: `test-results/looks/${width}-${where}.png`, fullPage: true })
  }
}
