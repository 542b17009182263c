import { signedInContext } from '../browser/chromium.ts'
import { expectOk, type BenchGateway } from '../gateway.ts'
import { KEY_TITLE, type Subject } from './subject.ts'
import type { Browser } from 'playwright'

const ID = 'measured'

/** Our page, for an instance that asks the same stand-in. */
export async function latchkeySubject(browser: Browser, gateway: BenchGateway, vendorUrl: string): Promise<Subject> {
  await expectOk(gateway.call('POST', '/api/instances', { id: ID, name: 'Measured', servicesUrl: vendorUrl }))
  const context = await signedInContext(browser, gateway)
  const cookies = await context.cookies()
  await context.close()
  // what the gateway has drawn, which keeps text and presses for the scripts
  const none = '#root button[data-drawn]'
  return {
    name: 'Latchkey',
    address: `${gateway.url}/${ID}/setup/general/glpi-network`,
    cookies,
    conditions: [
      { name: 'field', some: '.lk-box-text' },
      { name: 'usable', some: '.lk-box-text', none },
      { name: 'status', some: '.lk-card', text: KEY_TITLE },
      { name: 'saved', some: '.lk-card', none: '.lk-box-text' },
      { name: 'usable-saved', some: '.lk-card', text: KEY_TITLE, none },
    ],
    async enter(page, key) {
      await page.locator('.lk-box-text').fill(key)
      await page.locator('.lk-inspection').waitFor()
    },
    press: (page) => page.locator('.lk-actions button', { hasText: 'Save' }).click(),
    async reset() {
      const { status, text } = await gateway.call('DELETE', `/api/instances/${ID}/registration`)
      if (status >= 300) throw new Error(`the key could not be removed: ${status} ${text.slice(0, 300)}`)
    },
  }
}
