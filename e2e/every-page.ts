import type { Page } from 'playwright/test'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { expect, type Panel } from './panel.ts'

/** Each page with what is drawn last on it. */
const PAGES = [
  ['registration', '/sandbox/setup/general/glpi-network', '.lk-timeline'],
  ['a first key', '/town-hall/setup/general/glpi-network', 'main textarea'],
  ['marketplace', '/sandbox/setup/general/marketplace', '.lk-plugin'],
  ['diagnosis', '/sandbox/setup/general/diagnosis', 'main button'],
  ['history', '/sandbox/setup/general/history', '.lk-picture svg'],
  ['settings', '/town-hall/setup/general/settings', 'main form'],
  ['instances', '/instances', '[data-row="town-hall"]'],
  ['a new instance', '/instances/new', 'main form'],
  ['notices', '/notices', 'main button'],
  ['access', '/access', 'main article'],
  ['audit', '/audit', 'main tbody tr'],
  ['causes', '/causes', 'main li'],
  ['many at once', '/instances/import', 'main textarea'],
  ['guided setup', '/town-hall/setup-guide', '[data-step] h2, [data-step] h3, [aria-current="step"]'],
  ['the support desk', '/support', 'main input'],
  ['looking on', '/together', 'main'],
  ['a key without an account', '/check-key', 'main textarea'],
  ['the need of a key', '/do-i-need-a-key', 'main h2, main a'],
  ['a cause', '/causes/tls-untrusted-issuer', 'main code'],
  ['which key', '/which-key', 'main p'],
  ['a report', '/report', 'main input'],
  ['no such page', '/town-hall/nowhere', 'main a'],
] as const

/** Nothing in it invites a line to break. */
const LONG_NAME = 'Wirtschaftsprüfungsgesellschaftskanzleiverwaltungsangestelltenverein'

/** What the gateway holds when the pages are visited. @returns its replies: the names and words in them are no message of ours. */
export async function fillPages({ page, gateway }: Panel): Promise<string> {
  const api = `${gateway.url}/api/instances`
  await page.request.post(api, { data: { id: 'town-hall', name: LONG_NAME } })
  await page.request.put(`${api}/sandbox/registration`, { data: { key: sandboxKey('ends-in-6') } })
  const given: string[] = []
  for (const address of [api, `${api}/sandbox/registration`, `${api}/sandbox/marketplace`])
    given.push(await (await page.request.get(address)).text())
  return given.join('\n')
}

/** Opens every page in turn in this language, and calls `look` once the page is complete. Those that are not `isVisited` are left out. */
export async function visitEveryPage(
  { page, gateway }: Panel,
  language: string,
  look: (page: Page, name: string) => Promise<void>,
  isVisited: (place: number) => boolean = () => true,
): Promise<void> {
  await page.evaluate((chosen) => localStorage.setItem('latchkey.language', chosen), language)
  for (const [name, path, last] of PAGES.filter((_, place) => isVisited(place))) {
    await page.goto(`${gateway.url}${path}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.locator(last).first()).toBeVisible()
    await look(page, name)
  }
}
