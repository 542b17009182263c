import { readableKey, saveKey } from '#glpi/testing/model.ts'
import { addTownHall, legacy, modern, test, TOWN_HALL } from './connected.ts'
import { expect, type Panel } from './panel.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'

test.use({ opensPractice: false })

/** The verdict's part about GLPI. */
const inGlpi = ({ page }: Panel) => page.locator('.lk-part').filter({ hasText: 'In GLPI' })

test('an instance is added with a tested way in, and its key is written and proven', async ({
  panel,
  glpi,
  gateway,
}) => {
  const { page } = panel
  await page.goto(`${gateway.url}/instances`)
  await page.getByRole('link', { name: 'Add an instance' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Town hall')
  await expect(page.getByRole('textbox', { name: 'Identifier' })).toHaveValue(TOWN_HALL)
  await page.getByText('Advanced').click()
  await page.getByRole('textbox', { name: 'Services address' }).fill(gateway.sandboxUrl)
  await page.getByRole('checkbox', { name: /Legacy REST API/ }).check()

  // what is missing is said beside it, and nothing is tried
  await page.getByRole('button', { name: 'Test the connection' }).click()
  await expect(page.getByRole('textbox', { name: 'GLPI’s address' })).toBeFocused()
  await expect(page.getByText('This field is required.')).toHaveCount(2)
  await panel.expectAccessible()

  // a wrong token: named, and saved only after a question
  await page.getByRole('textbox', { name: 'GLPI’s address' }).fill(`${glpi.url}/front/central.php`)
  const token = page.getByLabel('User token', { exact: true })
  await token.fill('nonsense'.repeat(5))
  await page.getByRole('button', { name: 'Test the connection' }).click()
  const trial = page.getByRole('region', { name: 'Test of the connection' })
  await expect(trial.locator('.lk-message')).toContainText('GLPI refused the sign-in')
  await expect(trial.locator('.lk-link').filter({ hasText: 'Sign in to GLPI' })).toHaveAttribute(
    'data-standing',
    'failed',
  )
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  const question = page.getByRole('dialog')
  await expect(question).toContainText('Save a connection that does not work yet?')
  await panel.expectAccessible()
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Show: User token' }).click()
  await token.fill(glpi.userToken)
  await expect(trial).toContainText('The entries have changed since this test.')
  await page.getByRole('button', { name: 'Test the connection' }).click()
  await expect(trial.locator('.lk-message')).toContainText('The connection works')
  await expect(page.getByRole('status').filter({ hasText: 'The connection works.' })).toBeAttached()
  const seen = (name: string) => trial.locator('.lk-seen > div').filter({ hasText: name })
  await expect(seen('Version')).toContainText('GLPI 10.0.19')
  await expect(seen('Rights')).toContainText('may change the setup')
  await expect(seen('Proxy')).toContainText('none is set in GLPI')
  await expect(seen('Encryption file')).toContainText('unknown with this connection')
  await panel.expectAccessible()
  await page.getByRole('button', { name: 'Add', exact: true }).click()

  await panel.save('standard')
  await panel.expectState('Active')
  await expect(inGlpi(panel)).toContainText('Proven')
  expect(readableKey(glpi)).toBe(sandboxKey('standard'))
  await panel.expectAccessible()
  await page.getByRole('link', { name: 'Instances' }).click()
  await expect(page.getByRole('row', { name: /Town hall/ })).toContainText('Proven')
  await expect(page.getByRole('row', { name: /Town hall/ })).toContainText('10.0.19')
})

test(
  'a GLPI that cannot encrypt is broken, and mended by one press once its file is back',
  { tag: '@full' },
  async ({ panel, glpi }) => {
    const { page } = panel
    const { cryptFile } = glpi
    glpi.cryptFile = 'missing'
    await addTownHall(panel, legacy(glpi))
    await panel.save('standard')
    await panel.expectState('Broken')
    await expect(inGlpi(panel)).toContainText('Empty')
    await expect(page.getByRole('link', { name: 'Find out why' })).toBeVisible()
    await panel.expectAccessible()
    // as long as it is broken, another press changes nothing
    const written = page.waitForResponse(/\/registration\/write$/)
    await page.getByRole('button', { name: 'Write it again' }).click()
    // the file comes back after this write, not while it runs
    await written
    await expect(page.getByRole('status').filter({ hasText: 'In GLPI: Empty' })).toBeAttached()
    await panel.expectState('Broken')

    glpi.cryptFile = cryptFile
    await page.getByRole('button', { name: 'Write it again' }).click()
    await panel.expectState('Active')
    await expect(inGlpi(panel)).toContainText('Proven')
    expect(readableKey(glpi)).toBe(sandboxKey('standard'))
  },
)

test(
  'a value that is still there is not called readable, and one press proves it anew',
  { tag: '@full' },
  async ({ panel, glpi }) => {
    const { page } = panel
    await addTownHall(panel, legacy(glpi))
    await panel.save('standard')
    await expect(inGlpi(panel)).toContainText('GLPI can read it')
    await page.getByRole('button', { name: 'Check now' }).click()
    await expect(inGlpi(panel)).toContainText('Still there')
    await expect(inGlpi(panel)).toContainText('whether GLPI can read it now is unknown')
    await panel.expectAccessible()
    await page.getByRole('button', { name: 'Verify now' }).click()
    await expect(page.getByRole('status').filter({ hasText: 'In GLPI: Proven' })).toBeAttached()
    await expect(inGlpi(panel)).toContainText('GLPI can read it')
  },
)

test(
  'what refuses the write keeps the pasted key in the box, and says why',
  { tag: '@full' },
  async ({ panel, glpi }) => {
    panel.brought = /422/
    const { page } = panel
    glpi.config = 1
    await addTownHall(panel, legacy(glpi))
    await panel.save('standard')
    await expect(page.getByRole('alert').filter({ hasText: 'The account lacks the right' })).toBeVisible()
    await expect(panel.box).toHaveValue(sandboxKey('standard'))
    await panel.expectState('No key')
    await panel.expectAccessible()
    expect(readableKey(glpi)).toBe('')
  },
)

test(
  'another key in GLPI is told apart, and a removal is made there too',
  { tag: '@full' },
  async ({ panel, glpi, gateway }) => {
    const { page } = panel
    await addTownHall(panel, legacy(glpi))
    await panel.save('standard')
    await expect(inGlpi(panel)).toContainText('Proven')
    // somebody saves one in GLPI itself
    saveKey(glpi, sandboxKey('basic'))
    await page.getByRole('button', { name: 'Check now' }).click()
    await expect(inGlpi(panel)).toContainText('Another key')
    await panel.expectAccessible()
    await page.getByRole('button', { name: 'Write it again' }).click()
    await expect(inGlpi(panel)).toContainText('Proven')

    await page.getByRole('button', { name: 'Remove…' }).click()
    await expect(page.getByRole('dialog')).toContainText('It is removed from GLPI as well as from Latchkey.')
    await page.getByRole('button', { name: 'Remove the key' }).click()
    await panel.expectState('No key')
    expect(readableKey(glpi)).toBe('')
    expect(gateway.output).not.toContain(glpi.userToken)
  },
)

test('GLPI 11’s API alone: accepted is not proven', { tag: '@full' }, async ({ panel, glpi }) => {
  const { page } = panel
  await addTownHall(panel, modern(glpi))
  await panel.save('standard')
  await panel.expectState('Active')
  await expect(inGlpi(panel)).toContainText('Accepted')
  await expect(inGlpi(panel)).toContainText('nothing proves that GLPI has it')
  await panel.expectAccessible()
  await page.getByRole('link', { name: 'Instances' }).click()
  await expect(page.getByRole('row', { name: /Town hall/ })).toContainText('Accepted')
})

test(
  'settings: a name, a secret that stays where it is, a GLPI that is disconnected, an instance that is removed',
  { tag: '@full' },
  async ({ panel, glpi, gateway }) => {
    const { page } = panel
    await addTownHall(panel, legacy(glpi))
    await page.getByRole('link', { name: 'Settings' }).click()
    const token = page.getByLabel('User token', { exact: true })
    await expect(token).toHaveValue('')
    await expect(token).toHaveAttribute('placeholder', /leave empty to keep it/)
    await page.getByRole('textbox', { name: 'Name' }).fill('Town hall, annexe')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('Saved.', { exact: true }).first()).toBeVisible()
    await expect(page.getByRole('button', { name: /^Instance: / })).toContainText('Town hall, annexe')

    // with the stored token; and a stored token is used only for the address and account
    await page.getByRole('button', { name: 'Test the connection' }).click()
    await expect(page.locator('.lk-test .lk-message')).toContainText('The connection works')
    await page.getByRole('textbox', { name: 'GLPI’s address' }).fill('http://127.0.0.1:9/')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText(/is used only for the address and account/)).toBeVisible()
    await expect(token).toBeFocused()
    await panel.expectAccessible()

    const danger = page.getByRole('region', { name: 'Danger zone' })
    await danger.getByRole('button', { name: 'Disconnect this GLPI…' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Disconnect', exact: true }).click()
    await expect(page.getByRole('button', { name: 'Disconnect this GLPI…' })).toBeHidden()
    await expect(page.getByRole('checkbox', { name: /Legacy REST API/ })).not.toBeChecked()
    const settings = await page.request.get(`${gateway.url}/api/instances/${TOWN_HALL}/settings`)
    expect(await settings.json()).toMatchObject({ name: 'Town hall, annexe', connection: null })

    await danger.getByRole('button', { name: 'Remove this instance…' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Remove the instance' }).click()
    await expect(page).toHaveURL(/\/instances$/)
    await expect(page.getByRole('row', { name: /Town hall/ })).toBeHidden()
  },
)

test(
  'addresses that lead nowhere, or secrets into the open, are answered in words',
  { tag: '@full' },
  async ({ panel, gateway }) => {
    panel.brought = /422|400|404/
    const { page } = panel
    await page.goto(`${gateway.url}/instances/new`)
    await page.getByRole('textbox', { name: 'Name' }).fill('Metadata')
    await page.getByRole('checkbox', { name: /Legacy REST API/ }).check()
    const address = page.getByRole('textbox', { name: 'GLPI’s address' })
    const warning = page.getByText('This address is not encrypted', { exact: false }).and(page.locator('main *'))
    for (const [typed, warnings] of [
      ['glpi.example', 0],
      ['http://localhost:8080', 0],
      ['http://169.254.169.254/', 1],
    ] as const) {
      await address.fill(typed)
      await address.blur()
      await expect(warning).toHaveCount(warnings)
    }
    await page.getByLabel('User token', { exact: true }).fill('t'.repeat(40))
    await page.getByRole('button', { name: 'Test the connection' }).click()
    await expect(page.getByRole('alert')).toContainText('Latchkey never connects to this address')

    // what is asked for by an address that names no instance
    for (const path of ['setup/general/glpi-network', 'setup/general/diagnosis', 'setup-guide']) {
      await page.goto(`${gateway.url}/nobody/${path}`)
      await expect(page.getByRole('heading', { level: 1, name: 'No such instance' })).toBeVisible()
      await expect(page.getByRole('navigation', { name: 'General setup' })).toBeHidden()
      await expect(page.getByRole('main').getByRole('link', { name: 'Instances' })).toHaveAttribute(
        'href',
        '/instances',
      )
    }
  },
)

test('an instance on a platform has no box for a key, and says why', { tag: '@full' }, async ({ panel, glpi }) => {
  const { page } = panel
  await addTownHall(panel, legacy(glpi))
  // the gateway's own answer, for a GLPI that shows how it was installed
  await page.route('**/registration', async (route) => {
    const seen = await (await route.fetch()).json()
    await route.fulfill({ json: { ...seen, state: 'managed', glpi: { ...seen.glpi, installMode: 'CLOUD' } } })
  })
  await page.reload()
  await panel.expectState('Managed')
  await expect(page.locator('.lk-message')).toContainText('GLPI Network Cloud')
  await expect(panel.box).toBeHidden()
  await expect(page.getByRole('heading', { name: 'Marketplace' })).toBeHidden()
  await panel.expectAccessible()
})

test(
  'a viewer can only look, and the page says who may change things',
  { tag: '@full' },
  async ({ panel, glpi, gateway }) => {
    const { page } = panel
    await addTownHall(panel, legacy(glpi))
    await panel.save('standard')
    await expect(inGlpi(panel)).toContainText('Proven')
    await panel.forgetSession()
    await page.goto(await gateway.invite('viewer'))
    // the link is spent by then
    await page.waitForURL((url) => url.pathname !== '/sign-in')
    await page.goto(`${gateway.url}/${TOWN_HALL}/setup/general/glpi-network`)
    await expect(page.getByText('You have read-only access.')).toBeVisible()
    for (const name of ['Check now', 'Replace key', 'Remove…', 'Write it again']) {
      await expect(page.getByRole('button', { name })).toBeHidden()
    }
    await panel.expectAccessible()
    for (const path of ['instances', 'instances/new', `${TOWN_HALL}/setup/general/settings`]) {
      await page.goto(`${gateway.url}/${path}`)
      await expect(page.getByText('You have read-only access.')).toBeVisible()
      await expect(page.getByRole('link', { name: 'Add an instance' })).toBeHidden()
      await expect(page.getByRole('button', { name: /^(Remove|Save|Add)/ })).toBeHidden()
      await panel.expectAccessible()
    }
  },
)
