import { readFile } from 'node:fs/promises'
import { readableKey, saveKey } from '#glpi/testing/model.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { addTownHall, legacy, test, TOWN_HALL } from './connected.ts'
import { AS_PROGRAM, expect, mangled } from './panel.ts'
import { sampleOf } from './sample.ts'

const REAL = btoa(JSON.stringify({ customer: 'town-hall', signature: 'c2lnbmF0dXJl'.repeat(12) }))

test('a GLPI that holds another key: the badge, the marketplace and the list say so', async ({ panel, glpi }) => {
  const { page } = panel
  const main = page.getByRole('main')
  await addTownHall(panel, legacy(glpi))
  await panel.save('standard')
  await panel.expectState('Active')
  saveKey(glpi, sandboxKey('basic'))
  await page.getByRole('button', { name: 'Check now' }).click()
  await panel.expectState('Differs')
  await expect(main.locator('.lk-message')).toContainText('GLPI holds a different key from Latchkey')
  const marketplace = page.getByRole('region', { name: 'Marketplace' })
  await expect(marketplace).toContainText('Not known')
  await expect(marketplace).toContainText('What GLPI Network says about the key in GLPI is unknown')
  await panel.expectAccessible()

  await page.getByRole('link', { name: 'Instances' }).click()
  await page.getByRole('button', { name: 'Differs 1' }).click()
  const row = page.getByRole('row', { name: /Town hall/ })
  await expect(row).toContainText('Differs')
  await expect(row).toContainText('key-differs')
  await expect(row).toContainText('Another key')
  await expect(row).not.toContainText('days')
  await row.getByRole('rowheader').getByRole('link', { name: 'Town hall' }).click()

  // what it last held is from before, once it can be inspected no more
  glpi.page = { status: 502, html: '<title>502 Bad Gateway</title>' }
  await page.getByRole('button', { name: 'Check now' }).click()
  await expect(main.getByText('GLPI could not be inspected just now; this is from an earlier inspection')).toBeVisible()
  await panel.expectState('Differs')
  glpi.page = null
  await page.getByRole('button', { name: 'Check now' }).click()
  await expect(main.getByText('GLPI could not be inspected just now')).toBeHidden()
  await page.getByRole('button', { name: 'Write it again' }).click()
  await panel.expectState('Active')
})

test('a GLPI that is down: nothing is saved, unless it is kept for when it answers', async ({ panel, glpi }) => {
  panel.brought = /422/
  const { page } = panel
  await addTownHall(panel, legacy(glpi))
  await panel.expectState('No key')
  glpi.page = { status: 502, html: '<title>502 Bad Gateway</title>' }
  await panel.save('standard')
  const refused = page.getByRole('alert').filter({ hasText: 'Not saved.' })
  await expect(refused).toBeVisible()
  await expect(refused.locator('.lk-message-title')).toHaveText('Not saved.')
  await expect(panel.box).toHaveValue(sandboxKey('standard'))
  await panel.expectAccessible()
  await refused.getByRole('button', { name: 'Keep it in Latchkey and write it when GLPI answers' }).click()
  await expect(page.getByText('it is written into GLPI as soon as GLPI answers')).toBeVisible()
  await panel.expectState('Active')
  expect(readableKey(glpi)).toBe('')
  glpi.page = null
  await page.getByRole('button', { name: 'Check now' }).click()
  await expect(page.locator('.lk-part').filter({ hasText: 'In GLPI' })).toContainText('Proven')
  await expect(page.getByText('it is written into GLPI as soon as GLPI answers')).toBeHidden()
  expect(readableKey(glpi)).toBe(sandboxKey('standard'))
})

test(
  'a GLPI that cannot be inspected: unknown, with its cause and the next step at the top',
  { tag: '@full' },
  async ({ panel, glpi }) => {
    const { page } = panel
    glpi.config = 0
    await addTownHall(panel, legacy(glpi))
    await page.request.post(`${panel.gateway.url}/api/instances/${TOWN_HALL}/registration/refresh`, AS_PROGRAM)
    await page.reload()
    const first = page.getByRole('main').locator('.lk-card > *').first()
    await expect(first).toContainText('GLPI could not be inspected, so nothing shows whether it has the key')
    await expect(first).toContainText('The account lacks the right')
    const marketplace = page.getByRole('region', { name: 'Marketplace' })
    await expect(marketplace).toContainText('Not known')
    await expect(marketplace).toContainText('Whether a key is present is unknown')
    await expect(marketplace).not.toContainText('Closed')
    await panel.expectAccessible()
  },
)

test(
  'a diagnosis belongs to a key: once that changed it has no headline, and the report does not open with it',
  { tag: '@full' },
  async ({ panel, gateway }) => {
    const { page } = panel
    const main = page.getByRole('main')
    await page.goto(`${gateway.url}/sandbox/setup/general/diagnosis`)
    await page.getByRole('button', { name: 'Run the diagnosis' }).click()
    await expect(main.locator('.lk-message').first()).toContainText('No problem was found')
    await page.getByRole('link', { name: 'Sandbox' }).click()
    await panel.save('error-500')
    await panel.expectState('Pending')
    await page.getByRole('link', { name: 'Diagnosis' }).click()
    await expect(main.locator('.lk-message').first()).toContainText('This was run before the key was saved.')
    await expect(main.getByText('No problem was found')).toBeHidden()
    await panel.expectAccessible()

    await page.getByRole('button', { name: 'Report for support' }).click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: /JSON/ }).click(),
    ])
    const file = await download.path()
    await page.goto(`${gateway.url}/report`)
    await page.locator('input[type=file]').setInputFiles({
      name: 'report.json',
      mimeType: 'application/json',
      buffer: await readFile(file),
    })
    const head = page.locator('.lk-card').filter({ hasText: 'Report of “sandbox”' })
    await expect(head).toContainText('Pending')
    await expect(head).toContainText('vendor-error')
    await expect(head).not.toContainText('000-000')
    await expect(page.getByText('No problem was found.')).toBeHidden()
    await expect(page.getByRole('heading', { name: 'Annex: an earlier diagnosis' })).toBeVisible()
    await panel.expectAccessible()

    await page.goto(`${gateway.url}/sandbox/setup/general/diagnosis`)
    await page.getByRole('button', { name: 'Run it now' }).click()
    await expect(page.getByRole('button', { name: 'Run again' })).toBeVisible()
    await expect(main.getByText('This was run before the key was saved.')).toBeHidden()
  },
)

test('practice is never taken for GLPI Network, and a real key goes on to the GLPI it is for', async ({ panel }) => {
  const { page } = panel
  await expect(page.getByText('Practice: nothing here is real.')).toBeVisible()
  await panel.paste(mangled(REAL))
  await expect(page.getByText('This looks like a real key. Add your GLPI first.')).toBeVisible()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'Nothing was sent or saved' })).toBeVisible()
  await panel.expectAccessible()
  await page.getByRole('link', { name: 'Add your GLPI and take the key with you' }).click()
  await expect(page.getByText('The key you pasted is carried over.')).toBeVisible()
  await page.getByRole('textbox', { name: 'Name' }).fill('Town hall')
  await page.getByText('Advanced').click()
  await page.getByRole('textbox', { name: 'Services address' }).fill(panel.gateway.sandboxUrl)
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page).toHaveURL(/town-hall/)
  await expect(panel.box).toHaveValue(mangled(REAL))
  await expect(page.getByText('Practice: nothing here is real.')).toBeHidden()
  // once: it is nowhere else
  await page.reload()
  await expect(panel.box).toHaveValue('')
})

test('no page of practice speaks of GLPI Network, whatever its key', { tag: '@full' }, async ({ panel, gateway }) => {
  const { page } = panel
  for (const name of sampleOf(['standard', 'silent', 'ended', 'refused', 'not-started'], 2)) {
    const data = { key: sandboxKey(name), replaceUnverified: true }
    await page.request.put(`${gateway.url}/api/instances/sandbox/registration`, { data })
    await page.goto(`${gateway.url}/sandbox/setup/general/diagnosis`)
    await page.getByRole('button', { name: /^Run (again|it now|the diagnosis)$/ }).click()
    await expect(page.getByRole('progressbar')).toBeHidden()
    await expect(page.getByRole('button', { name: 'Run again' })).toBeVisible()
    for (const tab of ['Sandbox', 'Diagnosis', 'History', 'Settings']) {
      await page.getByRole('link', { name: tab, exact: true }).click()
      await expect(page.getByText('Practice: nothing here is real.')).toBeVisible()
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expect(page.locator('.spinner-border')).toHaveCount(0)
      const words = `${await page.title()}\n${await page.locator('body').innerText()}`
      expect(words.replaceAll(/> GLPI Network/g, ''), `${tab}, ${name}`).not.toContain('GLPI Network')
    }
  }
})

test('a text that is no key by its shape is saved only after a question', { tag: '@full' }, async ({ panel }) => {
  const { page } = panel
  await panel.paste('hello world')
  await page.getByRole('button', { name: 'Save' }).click()
  const question = page.getByRole('dialog')
  await expect(question).toContainText('The sandbox refuses this text')
  await expect(question).toContainText('It does not have the shape of a registration key.')
  await panel.expectAccessible()
  await question.getByRole('button', { name: 'Do not save it' }).click()
  await panel.expectState('No key')
  await page.getByRole('button', { name: 'Save' }).click()
  await question.getByRole('button', { name: 'Save it anyway' }).click()
  await panel.expectState('Refused')
})

test('a guess may be checked as it is, and is shown before it is saved', { tag: '@full' }, async ({ panel }) => {
  const { page } = panel
  const key = sandboxKey('standard')
  const at = key.indexOf('c', 60)
  await panel.paste(`${key.slice(0, at)}\u0441${key.slice(at + 1)}`)
  await expect(page.getByRole('row', { name: /U\+0441.*U\+0063/ })).toBeVisible()
  await page.getByRole('button', { name: 'Check without saving' }).click()
  await expect(page.getByText('Checked only: nothing was saved.')).toBeVisible()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Compare the cleaned key with the original, then tick this box.')).toBeVisible()
  await panel.expectAccessible()
  await page.getByRole('checkbox', { name: 'I compared the cleaned key with the original' }).check()
  await page.getByRole('button', { name: 'Save' }).click()
  await panel.expectState('Active')
})

test('the question before a key is replaced tells what is known of it', { tag: '@full' }, async ({ panel }) => {
  const { page } = panel
  // the refused key is answered so
  panel.brought = /409/
  await panel.save('error-500')
  await panel.expectState('Pending')
  await page.getByRole('button', { name: 'Replace key' }).click()
  await panel.save('refused')
  const question = page.getByRole('dialog')
  await expect(question).toContainText('The saved key was never verified: the sandbox never answered about it.')
  await question.getByRole('button', { name: 'Keep the saved one' }).click()
  await panel.expectState('Pending')
})
