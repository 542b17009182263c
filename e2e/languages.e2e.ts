import { LANGUAGES, type Language } from '#contract/languages.ts'
import { fillPages, visitEveryPage } from './every-page.ts'
import { expect, test } from './panel.ts'
import { isWhole } from './sample.ts'

/** Of the longest words; `npm run test:long` has all of them. */
const LONGEST = new Set<Language>(['de', 'pl'])

for (const language of LANGUAGES.filter((one) => isWhole || LONGEST.has(one)))
  test(`every page in ${language}: no word is cut off, and none stands beside the page`, async ({ panel }) => {
    // nobody shows a page to support
    panel.brought = /401/
    await fillPages(panel)
    await visitEveryPage(panel, language, async (page, name) => {
      await expect(page.locator('html')).toHaveAttribute('lang', language)
      for (const width of [1440, 1024, 390]) {
        await page.setViewportSize({ width, height: 900 })
        const at = `${name}, ${width} px`
        if (process.env['LATCHKEY_PICTURES'])
          await page.screenshot({ path: `test-results/looks/${language}-${name}-${width}.png`, fullPage: true })
        // a picture is drawn again after its room has changed
        await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth), at).toBe(width)
        expect(await page.evaluate(cutOffWords), at).toEqual([])
      }
    })
  })

/** Of what is pressed or read at a glance. */
function cutOffWords(): string[] {
  return (
    [...document.querySelectorAll('main button, main a.btn, main .lk-badge, main th, main label, nav a')]
      .filter((element) => element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1)
      // narrow pages keep the heads of the columns for screen readers alone
      .filter((element) => (element.closest('thead')?.clientWidth ?? Infinity) > 1)
      .map((element) => element.textContent ?? '')
  )
}
