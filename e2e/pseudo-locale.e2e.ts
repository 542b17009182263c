import { expect, test } from './panel.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'

/** Each page with what is drawn last on it. */
const PAGES = [
  ['registration', '/sandbox/setup/general/glpi-network', '.lk-timeline'],
  ['marketplace', '/sandbox/setup/general/marketplace', '.lk-plugin'],
  ['diagnosis', '/sandbox/setup/general/diagnosis', 'main button'],
  ['history', '/sandbox/setup/general/history', '.lk-picture svg'],
  ['settings', '/town-hall/setup/general/settings', 'main form'],
  ['instances', '/instances', '[data-row="town-hall"]'],
  ['a new instance', '/instances/new', 'main form'],
  ['notices', '/notices', 'main button'],
  ['causes', '/causes', 'main li'],
  ['a cause', '/causes/tls-untrusted-issuer', 'main code'],
  ['which key', '/which-key', 'main p'],
  ['a report', '/report', 'main input'],
  ['no such page', '/town-hall/nowhere', 'main a'],
] as const

test('from right to left, and every word from a catalogue', async ({ panel }) => {
  const { page, gateway } = panel
  const api = `${gateway.url}/api/instances`
  await page.request.post(api, { data: { id: 'town-hall', name: 'Town hall' } })
  await page.request.put(`${api}/sandbox/registration`, { data: { key: sandboxKey('ends-in-6') } })
  const given: string[] = []
  for (const address of [api, `${api}/sandbox/registration`, `${api}/sandbox/marketplace`])
    given.push(await (await page.request.get(address)).text())
  await page.evaluate(() => localStorage.setItem('latchkey.language', 'ar-XB'))
  for (const [name, path, last] of PAGES)
    await test.step(name, async () => {
      await page.goto(`${gateway.url}${path}`)
      await expect(page.getByRole('heading', { level: 1 })).toContainText('⟦')
      await expect(page.locator(last).first()).toBeVisible()
      const outside = await page.evaluate(textOutsideCatalogues)
      expect(outside.filter((text) => !given.some((reply) => reply.includes(text)))).toEqual([])
      for (const width of [1280, 390]) {
        await page.setViewportSize({ width, height: 900 })
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
      }
      await page.setViewportSize({ width: 1280, height: 900 })
    })
  // the menu begins the line
  const menu = await page.locator('.lk-side').boundingBox()
  expect((menu?.x ?? 0) + (menu?.width ?? 0)).toBe(1280)
})

/** Words that people read and that stand in no brackets; our own name, codes, and dates as `Intl` writes them need none. */
function textOutsideCatalogues(): string[] {
  const isNamed = (element: Element | null) =>
    element?.closest('[translate="no"], code, script, style, noscript') != null
  const isDate = (text: string) => /\d{4}/.test(text)
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
