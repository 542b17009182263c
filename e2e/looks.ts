import { expect, type Panel } from './panel.ts'
import { isWhole } from './sample.ts'

/** How people look at the page: each state is to hold in both. A test goes on in the last one. */
const LOOKS = [
  { name: '390 px, dark', width: 390, colorScheme: 'dark' },
  { name: 'wide, light', width: 1280, colorScheme: 'light' },
] as const

/** One scan a state: half of the states have it in one look, half in the other, always the same. `npm run test:long` scans both. */
const scannedLook = (where: string) => LOOKS[where.length % LOOKS.length]

/** For tests that look at states: in French, because its words are longer. All other tests are in English. */
export const FOR_LOOKS = { locale: 'fr', contextOptions: { reducedMotion: 'reduce' } } as const

/** Axe finds nothing, and nothing scrolls sideways in either look. With LATCHKEY_PICTURES=1 it leaves a picture of each for the eye. */
export async function lookAt(panel: Panel, where: string): Promise<void> {
  const { page } = panel
  for (const look of LOOKS) {
    const { name, width, colorScheme } = look
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme })
    await expect(page.locator('html')).toHaveAttribute('data-bs-theme', colorScheme)
    if (isWhole || look === scannedLook(where)) await panel.expectAccessible()
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overflow, `${where} scrolls sideways (${name})`).toBe(0)
    if (!process.env['LATCHKEY_PICTURES']) continue
    await page.screenshot({ path: `test-results/looks/${width}-${where}.png`, fullPage: true })
  }
}
