import type { Page } from 'playwright/test'
import { lookAt } from './looks.ts'
import { expect, test } from './panel.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'

// a look is taken while no colour is on its way to another
test.use({ contextOptions: { reducedMotion: 'reduce' }, opensPractice: false })

type Answer = 'yes' | 'no'
type Call = {
  code: string
  badge: string
  cause: string
  /** The first question. */
  asks: string
  answers: Answer[]
  /** What the last answer leads to. */
  step: string
  press: string[]
}

/** Ten calls, each with nothing but the page for support. */
const CALLS: Call[] = [
  {
    code: 'yew vq2 cs9',
    badge: 'Pending',
    cause: 'GLPI Network’s host name was not found',
    asks: 'Does an address come back?',
    answers: ['no', 'yes'],
    step: 'Set that proxy: HTTPS_PROXY for Latchkey',
    press: ['Diagnosis', 'Run the diagnosis'],
  },
  {
    code: 'X6R-VQ2-CSF',
    badge: 'Unconfirmed',
    cause: 'The certificate’s issuer is not trusted',
    asks: 'Is the issuer that the diagnosis shows your own company',
    answers: ['yes'],
    step: 'exempt services.glpi-network.com from inspection',
    press: ['Diagnosis', 'Run the diagnosis'],
  },
  {
    code: 'YEM-VQ2-CS3',
    badge: 'Pending',
    cause: 'The proxy does not allow GLPI Network',
    asks: 'Does the proxy’s list allow services.glpi-network.com',
    answers: ['no'],
    step: 'Ask the proxy’s administrator to allow services.glpi-network.com',
    press: ['Diagnosis', 'Run the diagnosis'],
  },
  {
    code: 'SEH-VQ2-CS0',
    badge: 'Refused',
    cause: 'GLPI Network does not accept this key',
    asks: 'Does the portal show this key for this GLPI?',
    answers: ['no'],
    step: 'Copy the key, and nothing else, from the GLPI Network portal',
    press: ['GLPI Network', 'Replace key', 'Save'],
  },
  {
    code: 'N6J-BQ2-CS8',
    badge: 'Ended',
    cause: 'The subscription has ended',
    asks: 'show an end date in the future?',
    answers: ['yes'],
    step: 'Check the key again.',
    press: ['GLPI Network', 'Check now'],
  },
  {
    code: '1PC-BQ2-CS4',
    badge: 'Broken',
    cause: 'The value stored in GLPI is empty',
    asks: 'Did somebody remove the key in GLPI?',
    answers: ['no', 'no'],
    step: 'Then it is: GLPI’s encryption file is missing or damaged',
    press: ['GLPI Network', 'Write it again'],
  },
  {
    code: '1YD-VQ2-CS4',
    badge: 'Broken',
    cause: 'GLPI’s encryption file is missing or damaged',
    asks: 'Is config/glpicrypt.key there, 32 bytes',
    answers: ['no', 'yes'],
    step: 'save nothing in GLPI',
    press: ['GLPI Network', 'Write it again'],
  },
  {
    code: '2EB-BQ2-CSG',
    badge: 'Differs',
    cause: 'GLPI holds another key',
    asks: 'Did somebody set another key in GLPI itself',
    answers: ['yes'],
    step: 'Paste the key that GLPI should use into Latchkey.',
    press: ['GLPI Network', 'Replace key', 'Save'],
  },
  {
    code: 'H6W-BQ2-CSZ',
    badge: 'Active',
    cause: 'Active',
    asks: 'Is the marketplace in GLPI still closed?',
    answers: ['yes'],
    step: 'Read me which condition is marked',
    press: ['GLPI Network', 'Marketplace'],
  },
  {
    code: 'Y64-VQ2-CSJ',
    badge: 'Pending',
    cause: 'No GLPI was found at this address',
    asks: 'the one set in Latchkey?',
    answers: ['no'],
    step: 'Copy the address of GLPI’s sign-in page into the connection.',
    press: ['Settings', 'Test the connection'],
  },
]

const heading = (page: Page) => page.locator('h2:focus')
const tree = (page: Page) => page.locator('.lk-asked').first()

async function playThrough(page: Page, call: Call): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Support code' })
  await field.fill(call.code)
  await field.press('Enter')
  await expect(heading(page)).toHaveText(call.cause)
  await expect(page.locator('.lk-screen .badge')).toHaveText(call.badge)
  await expect(tree(page).locator('.lk-ask').first()).toContainText(call.asks)
  for (const [at, answer] of call.answers.entries()) {
    // what one answer leads to is asked within it
    const asked = page.locator('.lk-asked:visible').nth(at)
    await asked.locator('> ul > li > button', { hasText: `If ${answer}` }).click()
  }
  await expect(tree(page)).toContainText(call.step)
  await expect(page.locator('.lk-clicks li')).toHaveText(call.press.map((label) => new RegExp(label)))
  await page.getByRole('textbox', { name: 'Ticket number' }).fill('4711')
  const text = page.locator('.lk-closing pre').first()
  await expect(text).toContainText('Ticket: 4711')
  await expect(text).toContainText(`Support code: ${call.code}`)
  await expect(text).toContainText(call.asks)
}

test(
  'ten calls are played through with nothing but the page for support',
  { tag: '@full' },
  async ({ panel, gateway }) => {
    const { page } = panel
    await panel.forgetSession()
    await page.goto(`${gateway.url}/support`)
    await expect(page.getByRole('textbox', { name: 'Support code' })).toBeVisible()
    await page.waitForLoadState('networkidle')
    // from here on the gateway is not needed
    await page.context().setOffline(true)
    for (const call of CALLS) await test.step(call.cause, () => playThrough(page, call))
    // a character that was misheard, and a code of a run, as older tickets have them
    const field = page.getByRole('textbox', { name: 'Support code' })
    await field.fill('Y64-VQ2-CSK')
    await field.press('Enter')
    await expect(page.getByText(/^No page and no diagnosis has this code/).first()).toBeVisible()
    await field.fill('1C0-01V')
    await field.press('Enter')
    await expect(heading(page)).toHaveText('The certificate is for another host name')
  },
)

test(
  'what the caller sees is found by keyboard, and said in the caller’s language too',
  { tag: '@full' },
  async ({ panel, gateway }) => {
    const { page } = panel
    await panel.forgetSession()
    await page.goto(`${gateway.url}/support`)
    const picker = page.getByRole('combobox', { name: 'The caller sees' })
    await picker.focus()
    for (const [typed, arrows, heads] of [
      ['unable to fetch', [], 'Unable to fetch registration information'],
      ['refused', [], 'GLPI Network does not accept this key'],
      ['too early', [], 'The text is not a whole key'],
      ['pend', ['ArrowDown', 'ArrowUp'], 'Pending'],
      ['Impossible de récupérer', [], 'Unable to fetch registration information'],
      ['change_key', [], 'security:change_key'],
    ] as const) {
      await picker.fill(typed)
      for (const arrow of arrows) await picker.press(arrow)
      await expect(page.getByRole('listbox').getByRole('option', { selected: true })).toHaveCount(1)
      await picker.press('Enter')
      await expect(page.getByRole('listbox')).toBeHidden()
      await expect(heading(page)).toHaveText(heads)
    }
    await page.getByRole('button', { name: 'GLPI’s encryption file is missing or damaged' }).click()
    await page.getByRole('combobox', { name: 'Caller’s language' }).selectOption('fr')
    await expect(page.locator('.lk-both [lang="fr"]').first()).toContainText('Le fichier de chiffrement de GLPI')
    await expect(page.locator('.lk-clicks').last()).toContainText('La réécrire')
    await lookAt(panel, 'support-both-languages')
    await picker.fill('e')
    await expect(page.getByRole('listbox')).toBeVisible()
    await lookAt(panel, 'support-list')
  },
)

test(
  'the code at the foot of a page is spelled out, and leads to what the page shows',
  { tag: '@full' },
  async ({ panel, gateway }) => {
    const { page } = panel
    await page.request.put(`${gateway.url}/api/instances/sandbox/registration`, {
      data: { key: sandboxKey('refused') },
    })
    await page.goto(`${gateway.url}/sandbox/setup/general/history`)
    const shown = page.locator('.lk-support-code')
    await expect(shown).toHaveText(/^\w{3}-\w{3}-\w{3}$/)
    const before = await page.locator('.lk-tab').boundingBox()
    await shown.press('Enter')
    await expect(page.locator('.lk-spelled p')).toHaveCount(3)
    expect(await page.locator('.lk-tab').boundingBox()).toEqual(before)
    await panel.expectAccessible()
    await shown.press('Escape')
    await expect(page.locator('.lk-spelled')).toBeHidden()
    const code = await shown.innerText()
    await page.getByRole('link', { name: 'Support desk' }).click()
    await page.getByRole('textbox', { name: 'Support code' }).fill(code)
    await page.getByRole('button', { name: 'Show what it stands for' }).click()
    await expect(page.locator('.lk-screen .badge')).toHaveText('Refused')
    await expect(page.locator('.lk-screen')).toContainText('The sandbox does not accept this key')
  },
)
