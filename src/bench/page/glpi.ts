import type { Browser, Page } from 'playwright'
import { CHROMIUM_LOOKS } from '../../../e2e/chromium.ts'
import { KEY_TITLE, type Subject } from './subject.ts'

export type GlpiAccount = { user: string; password: string }

/** GLPI's own tab: Setup > General > GLPI Network. */
const TAB = '/front/config.form.php?forcetab=GLPINetwork$1'
const FIELD = '[name=glpinetwork_registration_key]'
/** GLPI 10 always shows the field; GLPI 11 shows this button in place of it once a key is saved. */
const REMOVE = '[name=reset_registration_key]'
const FORM = `form:has(${FIELD}), form:has(${REMOVE})`
const SAVE = `form:has(${FIELD}) [name=update]`

async function signIn(page: Page, address: string, { user, password }: GlpiAccount): Promise<void> {
  await page.goto(address)
  await page.locator('#login_name').fill(user)
  await page.locator('#login_password').fill(password)
  await page.locator('[name=submit]').click()
  await page.waitForLoadState('load')
  if ((await page.locator('#login_password').count()) > 0)
    throw new Error(`${address} did not take the account ${user}: is the password the right one?`)
}

/** Where no key is saved, GLPI 11 has no button to remove one, and the field of GLPI 10 is empty. */
async function removeKey(page: Page, address: string): Promise<void> {
  await page.goto(`${address}${TAB}`)
  await page.locator(FORM).first().waitFor()
  const remove = page.locator(REMOVE)
  if ((await remove.count()) > 0) await Promise.all([page.waitForEvent('load'), remove.click()])
  else if ((await page.locator(FIELD).inputValue()) !== '') {
    await page.locator(FIELD).fill('')
    await Promise.all([page.waitForEvent('load'), page.locator(SAVE).click()])
  } else return
  await page.locator(FIELD).waitFor()
}

/** @param address of a GLPI that runs already, and asks the stand-in of this run. */
export async function glpiSubject(browser: Browser, address: string, account: GlpiAccount): Promise<Subject> {
  const base = address.replace(/\/+$/, '')
  const context = await browser.newContext(CHROMIUM_LOOKS)
  try {
    const page = await context.newPage()
    await signIn(page, base, account)
    await page.goto(`${base}${TAB}`)
    await page.locator(FORM).first().waitFor()
    const version = /GLPI\s+(\d+\.\d+\.\d+)/.exec(await page.content())?.[1] ?? ''
    const cookies = await context.cookies()
    return {
      name: `GLPI ${version}`.trim(),
      address: `${base}${TAB}`,
      cookies,
      conditions: [
        { name: 'field', some: FIELD },
        { name: 'usable', some: FIELD, isLoaded: true },
        { name: 'status', some: FORM, text: KEY_TITLE },
        { name: 'saved', some: FORM, text: KEY_TITLE },
        { name: 'usable-saved', some: FORM, text: KEY_TITLE, isLoaded: true },
      ],
      enter: (open, key) => open.locator(FIELD).fill(key),
      press: (open) => open.locator(SAVE).click({ noWaitAfter: true }),
      async reset(chromium) {
        const own = await chromium.newContext(CHROMIUM_LOOKS)
        await own.addCookies(cookies)
        await removeKey(await own.newPage(), base)
        await own.close()
      },
    }
  } finally {
    await context.close()
  }
}
