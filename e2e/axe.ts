import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'playwright/test'

type Color = Record<'r' | 'g' | 'b' | 'alpha', number> & { parseString(text: string): Color }

declare global {
  interface Window {
    axe: {
      run(context: Document, options: RunOptions): Promise<AxeResults>
      commons: { color: { Color: { prototype: Color } } }
    }
  }
}

/** The minified file, half the size: every document has to parse it. */
const AXE = readFileSync(fileURLToPath(new URL('../node_modules/axe-core/axe.min.js', import.meta.url)), 'utf8')

/** Reads each colour once: a page has a dozen, and axe reads them for each word and for all that is around it. */
function readColorsOnce(): void {
  const { prototype } = window.axe.commons.color.Color
  // oxlint-disable-next-line typescript/unbound-method -- it is called with each colour in turn
  const read = prototype.parseString
  const known = new Map<string, Pick<Color, 'r' | 'g' | 'b' | 'alpha'>>()
  prototype.parseString = function (this: Color, text: string) {
    const { r, g, b, alpha } = known.get(text) ?? read.call(this, text)
    known.set(text, { r, g, b, alpha })
    return Object.assign(this, { r, g, b, alpha })
  }
}

/** All of its rules but for `without`. @returns each rule that is broken, with the elements that break it. */
export async function axeViolations(page: Page, without: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(`${AXE};(${readColorsOnce.toString()})()`)
  return page.evaluate(async (disabled) => {
    const rules = Object.fromEntries(disabled.map((rule) => [rule, { enabled: false }]))
    const found = await window.axe.run(document, { resultTypes: ['violations'], rules })
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)
  }, without)
}
