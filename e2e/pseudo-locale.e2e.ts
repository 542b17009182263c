import { fillPages, visitEveryPage } from './every-page.ts'
import { expect, test } from './panel.ts'

test('from right to left, and every word from a catalogue', { tag: '@full' }, async ({ panel }) => {
  // nobody shows a page to support
  panel.brought = /401/
  const given = await fillPages(panel)
  await visitEveryPage(panel, 'ar-XB', async (page, name) => {
    await expect(page.getByRole('heading', { level: 1 })).toContainText('⟦')
    const outside = await page.evaluate(textOutsideCatalogues)
    expect(
      outside.filter((text) => !given.includes(text)),
      name,
    ).toEqual([])
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 900 })
      expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBe(width)
    }
    await page.setViewportSize({ width: 1280, height: 900 })
  })
  // the menu begins the line
  const menu = await panel.page.locator('.lk-side').boundingBox()
  expect((menu?.x ?? 0) + (menu?.width ?? 0)).toBe(1280)
})

/** Words that people read and that stand in no brackets; our own name, codes, and dates as `Intl` writes them need none. */
function textOutsideCatalogues(): string[] {
  const isNamed = (element: Element | null) =>
    element?.closest('[translate="no"], code, script, style, noscript') != null
  const isDate = (text: string) => /\d{4}|^\d+ \S+ ago$|^in \d/.test(text)
  const texts: { text: string; element: Element | null }[] = []
  let depth = 0
  const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = nodes.nextNode(); node !== null; node = nodes.nextNode()) {
    const text = node.textContent ?? ''
    const isOutside = depth === 0 && !text.includes('⟦')
    depth += text.split('⟦').length - text.split('⟧').length
    if (isOutside) texts.push({ text: text.trim(), element: node.parentElement })
  }
  for (const element of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]'))
    for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
      const text = element.getAttribute(name) ?? ''
      if (!text.includes('⟦')) texts.push({ text, element })
    }
  return texts
    .filter(({ text, element }) => /\p{L}{2}/u.test(text) && text !== 'Latchkey' && !isDate(text) && !isNamed(element))
    .map(({ text }) => text)
}
