import { layoutFaults } from './layout-faults.ts'
import { expect, type Panel } from './panel.ts'
import { isWhole } from './sample.ts'

/** How people look at the page: each state is to hold in all of these. A test goes on in the last one. */
const LOOKS = [
  { name: '390 px, dark', width: 390, height: 900, colorScheme: 'dark', forcedColors: 'none', isRare: false },
  { name: 'forced colours', width: 1280, height: 900, colorScheme: 'dark', forcedColors: 'active', isRare: true },
  // what a zoom of 200 % leaves of a wide window
  { name: '200 %', width: 640, height: 450, colorScheme: 'light', forcedColors: 'none', isRare: true },
  { name: 'wide, light', width: 1280, height: 900, colorScheme: 'light', forcedColors: 'none', isRare: false },
] as const

/** `npm run test:long` has the others too. */
const USUAL = LOOKS.filter(({ isRare }) => !isRare)

/** One scan a state: half of the states have it in one look, half in the other, always the same. `npm run test:long` scans all. */
const scannedLook = (where: string) => USUAL[where.length % USUAL.length]

/** For tests that look at states: in French, because its words are longer. All other tests are in English. */
export const FOR_LOOKS = { locale: 'fr', contextOptions: { reducedMotion: 'reduce' } } as const

/** Axe finds nothing, every word has its place, and nothing moves. With LATCHKEY_PICTURES=1 it leaves a picture of each look for the eye. */
export async function lookAt(panel: Panel, where: string): Promise<void> {
  const { page } = panel
  for (const look of isWhole ? LOOKS : USUAL) {
    const { name, width, height, colorScheme, forcedColors } = look
    await page.setViewportSize({ width, height })
    await page.emulateMedia({ colorScheme, forcedColors, reducedMotion: 'reduce' })
    await expect(page.locator('html')).toHaveAttribute('data-bs-theme', colorScheme)
    // forced colours are a person's own, not ours to judge
    if (isWhole || look === scannedLook(where))
      await panel.expectAccessible(forcedColors === 'active' ? ['color-contrast'] : [])
    if (process.env['LATCHKEY_PICTURES'])
      await page.screenshot({ path: `test-results/looks/${width}-${forcedColors}-${where}.png`, fullPage: true })
    const at = `${where} (${name})`
    expect(await page.evaluate(layoutFaults), at).toEqual([])
    expect(await page.evaluate(movingParts), `${at} moves`).toEqual([])
  }
}

/** But for what turns to say that work is under way. */
const movingParts = (): string[] =>
  document
    .getAnimations()
    .filter(({ playState }) => playState === 'running')
    .map(({ effect }) => (effect instanceof KeyframeEffect ? (effect.target?.className ?? '') : ''))
    .filter((className) => !className.includes('spinner'))
