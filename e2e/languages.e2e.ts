import type { Page } from 'playwright/test'
import { LANGUAGES, type Language } from '#contract/languages.ts'
import { fillPages, visitEveryPage } from './every-page.ts'
import { layoutFaults } from './layout-faults.ts'
import { expect, test } from './panel.ts'
import { isWhole } from './sample.ts'

/** Of the longest words, each on every second page; `npm run test:long` has all languages on all of them. */
const LONGEST: readonly Language[] = ['de', 'pl']

for (const language of isWhole ? LANGUAGES : LONGEST)
  test(
    `${isWhole ? 'every page' : 'every second page'} in ${language}: no word is cut off, and none stands beside the page`,
    { tag: '@full' },
    async ({ panel }) => {
      // nobody shows a page to support
      panel.brought = /401/
      await fillPages(panel)
      const isVisited = (place: number) => isWhole || LONGEST[place % LONGEST.length] === language
      const look = async (page: Page, name: string) => {
        await expect(page.locator('html')).toHaveAttribute('lang', language)
        for (const width of [1440, 1024, 390]) {
          await page.setViewportSize({ width, height: 900 })
          const at = `${name}, ${width} px`
          if (process.env['LATCHKEY_PICTURES'])
            await page.screenshot({ path: `test-results/looks/${language}-${name}-${width}.png`, fullPage: true })
          // a picture is drawn again after its room has changed
          await expect.poll(() => page.evaluate(layoutFaults), at).toEqual([])
        }
      }
      await visitEveryPage(panel, language, look, isVisited)
    },
  )
