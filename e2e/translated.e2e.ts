import { expect, mangled, test, type Panel } from './panel.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { isWhole } from './sample.ts'
import { MARK, translate } from './translator.ts'

/** The badge beside the heading, translated, and no other word in its place. */
async function expectBadge({ page }: Panel, badge: string): Promise<void> {
  const shown = page.getByRole('main').locator('header').first().locator('.lk-badge')
  await expect(shown).toHaveText(`${badge}${MARK}`)
}

/** Milliseconds from a change to its translation. Each test has one of them here, and `npm run test:long` has each with both. */
const PAUSES = [0, 60] as const

function translatedTest(
  sampled: number,
  title: string,
  run: (panel: Panel, pause: number) => Promise<void>,
  tag: string[] = [],
): void {
  for (const pause of isWhole ? PAUSES : [sampled])
    test(`translated ${pause} ms after each change: ${title}`, { tag }, ({ panel }) => run(panel, pause))
}

translatedTest(0, 'from a paste to a removal', async (panel, pause) => {
  const { page } = panel
  await translate(page, pause)
  await expectBadge(panel, 'No key')
  await panel.paste(mangled(sandboxKey('standard')))
  await expect(page.getByText(`Whole key${MARK}`)).toBeVisible()
  await page.getByRole('button', { name: 'Check without saving' }).click()
  await expect(page.getByText('Checked only: nothing was saved.')).toBeVisible()
  await page.getByRole('button', { name: 'Clear' }).click()
  await expect(page.getByText('Whole key')).toBeHidden()
  await panel.save('standard')
  await expectBadge(panel, 'Active')

  await page.getByRole('button', { name: 'Check now' }).click()
  await page.getByRole('button', { name: 'Replace key' }).click()
  await panel.save('refused')
  // the refused key is answered so
  panel.brought = /409/
  const question = page.getByRole('dialog')
  await expect(question).toContainText('refuses this new key')
  await question.getByRole('button', { name: 'Keep the saved one' }).click()
  await expect(question).toBeHidden()
  await panel.save('ends-in-6')
  await expectBadge(panel, 'Expiring')
  await page.getByRole('button', { name: 'Dismiss until the next warning' }).click()
  await expect(page.getByText('The subscription ends in')).toBeHidden()

  await page.getByRole('button', { name: 'Remove…' }).click()
  await question.getByRole('button', { name: 'Remove the key' }).click()
  await expectBadge(panel, 'No key')
  await expect(page.getByText('Expiring')).toBeHidden()
})

translatedTest(
  60,
  'from a diagnosis to a report, by every tab',
  async (panel, pause) => {
    const { page } = panel
    const main = page.getByRole('main')
    await translate(page, pause)
    await panel.save('block-page')
    await expectBadge(panel, 'Pending')
    await page.getByRole('link', { name: 'Find out why' }).click()
    await expect(main.getByText('Run again')).toBeVisible()
    // keys, fingerprints and codes stay as they are
    const code = page.locator('.lk-support-code')
    await expect(code).toHaveText(/^\w{3}-\w{3}-\w{3}$/)
    await main.getByRole('button', { name: 'Report for support' }).click()
    await expect(main.getByRole('button', { name: 'Copy as text' })).toBeVisible()
    await main.getByRole('button', { name: 'Report for support' }).click()
    await expect(main.getByRole('button', { name: 'Copy as text' })).toBeHidden()
    await main.getByRole('button', { name: 'Run again' }).click()
    await expect(main.getByText('Run again')).toBeVisible()

    await page.getByRole('link', { name: 'History' }).click()
    await expect(main.getByRole('row')).not.toHaveCount(0)
    await page.getByRole('link', { name: 'Settings' }).click()
    await page.getByRole('link', { name: 'Instances' }).click()
    await page.getByRole('searchbox').fill('nothing of the kind')
    await expect(main.getByRole('row', { name: /Practice/ })).toHaveCount(0)
    await page.getByRole('searchbox').fill('')
    await expect(main.getByRole('row', { name: /Practice/ })).toHaveCount(1)
    await page.getByRole('button', { name: 'Check all' }).click()
    await page.getByRole('link', { name: 'Add an instance' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Town hall')
    await page.getByRole('checkbox', { name: /REST/ }).first().check()
    await page.getByRole('checkbox', { name: /REST/ }).first().uncheck()
    await page
      .getByRole('button', { name: 'Add', exact: true })
      .or(page.getByRole('button', { name: `Add${MARK}`, exact: true }))
      .click()
    await expectBadge(panel, 'No key')
  },
  ['@full'],
)

translatedTest(
  60,
  'pages whose text changes while it is translated: the guided setup, the support desk and others',
  async (panel, pause) => {
    const { page, gateway } = panel
    const main = page.getByRole('main')
    const data = { id: 'town-hall', name: 'Town hall', servicesUrl: gateway.sandboxUrl }
    await page.request.post(`${gateway.url}/api/instances`, { data })
    await page.goto(`${gateway.url}/town-hall/setup-guide`)
    await translate(page, pause)
    await main.getByRole('button', { name: 'Done' }).click()
    await expect(main.getByRole('heading', { name: `Choose an offer${MARK}` })).toBeVisible()
    // saved by somebody else
    await page.request.put(`${gateway.url}/api/instances/town-hall/registration`, {
      data: { key: sandboxKey('basic') },
    })
    await expect(main.getByRole('heading', { name: `Save into GLPI${MARK}` })).toBeVisible()
    await expect(main.getByRole('heading', { name: 'Choose an offer' })).toBeHidden()

    await page.getByRole('button', { name: 'Show this page to support' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Show it' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
    const bar = page.getByRole('region', { name: 'Shown to support' })
    await bar.getByRole('button', { name: 'Stop' }).click()
    await expect(bar).toBeHidden()

    await page.goto(`${gateway.url}/support`)
    const code = page.getByRole('textbox', { name: 'Support code' })
    for (const [typed, cause] of [
      ['X6R-VQ2-CSF', 'The certificate’s issuer is not trusted'],
      ['SEH-VQ2-CS0', 'GLPI Network does not accept this key'],
    ] as const) {
      await code.fill(typed)
      await code.press('Enter')
      await expect(main.getByRole('heading', { name: `${cause}${MARK}` })).toBeVisible()
      await expect(main.getByRole('heading', { level: 2 })).toHaveCount(1)
      await main.getByRole('button', { name: 'If no' }).first().click()
      await page.getByRole('combobox', { name: 'Caller’s language' }).selectOption('pl')
      await expect(main.locator('.lk-both').first()).toBeVisible()
    }

    await page.goto(`${gateway.url}/check-key`)
    const box = main.locator('textarea')
    await box.fill(mangled(sandboxKey('standard')))
    await expect(main.getByText(`Whole key${MARK}`)).toBeVisible()
    await box.fill('q7Zx2LmNp0RtUvWy3BcDfGhJkS5aEiOo8QrT1XzM')
    await expect(main.getByText(`This is a GLPI token${MARK}`)).toBeVisible()
    await expect(main.getByText('Whole key')).toBeHidden()

    await page.keyboard.press('Tab')
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Instance, page or cause' }).fill('zzz nothing')
    await expect(page.getByText(`Nothing matches.${MARK}`)).toBeVisible()
    await page.keyboard.press('Escape')
  },
  ['@full'],
)

translatedTest(0, 'the words follow the language, and a note says where it is chosen', async (panel, pause) => {
  const { page } = panel
  await translate(page, pause)
  await expect(page.getByText('Latchkey itself speaks several languages')).toBeVisible()
  await panel.save('standard')
  await expectBadge(panel, 'Active')
  await page.getByRole('combobox', { name: 'Language' }).selectOption('fr')
  await expectBadge(panel, 'Active')
  await expect(page.getByRole('heading', { name: 'Enregistrement' })).toBeVisible()
  await expect(page.getByRole('main').getByText('The subscription is running')).toBeHidden()
  await expect(page.getByText(`L’abonnement est en cours${MARK}`)).toBeVisible()
})
