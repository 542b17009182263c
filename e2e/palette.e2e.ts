import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { expect, test } from './panel.ts'

test(
  'the palette, the shortcuts and the switcher lead on by keys alone',
  { tag: '@full' },
  async ({ panel, gateway }) => {
    const { page } = panel
    const data = { id: 'town-hall', name: 'Town hall', servicesUrl: gateway.sandboxUrl }
    await page.request.post(`${gateway.url}/api/instances`, { data })
    await page.goto(`${gateway.url}/sandbox/setup/general/history`)
    const heading = page.getByRole('heading', { level: 1 })
    // not the frame that is shown while the page loads
    await expect(page.locator('.lk-tab')).toBeVisible()
    const field = page.getByRole('combobox', { name: 'Instance, page or cause' })

    const places = page.getByRole('listbox', { name: 'Places' })

    // the end of the menu comes once the page is at rest, and stands before *Home* for the Tab key
    await expect(page.getByRole('link', { name: 'Which key is which' })).toBeVisible()
    // the ring of the focus is ours, and not the browser's
    await page.getByRole('link', { name: 'Home' }).focus()
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Tab')
    await expect(page.getByRole('link', { name: 'Home' })).toHaveCSS('outline-style', 'solid')

    // the switcher keeps the tab, and goes nowhere while the arrow keys walk
    await page.getByRole('button', { name: /^Instance: / }).press('Enter')
    await expect(field).toBeFocused()
    await panel.expectAccessible()
    await field.fill('town')
    await expect(places.getByRole('option')).toHaveCount(1)
    await field.press('ArrowDown')
    await field.press('ArrowUp')
    await expect(page).toHaveURL(/\/sandbox\/setup\/general\/history$/)
    await expect(places.getByRole('option', { selected: true })).toContainText('Town hall')
    await field.press('Enter')
    await expect(page).toHaveURL(/\/town-hall\/setup\/general\/history$/)
    await expect(page.getByRole('button', { name: 'Instance: Town hall' })).toBeVisible()

    // a cause, by what one reads
    await heading.first().focus()
    await page.keyboard.press('Control+k')
    await field.fill('tls untrusted')
    await expect(places.getByRole('option').first()).toContainText('tls-untrusted-issuer')
    await field.press('Enter')
    await expect(page).toHaveURL(/\/causes\/tls-untrusted-issuer$/)
    await expect(heading).toBeFocused()
    await page.keyboard.press('Control+k')
    await field.fill('nothing of the kind')
    await expect(page.getByText('Nothing matches.')).toBeVisible()
    await field.press('Enter')
    await field.press('Escape')
    await expect(field).toBeHidden()
    await expect(heading).toBeFocused()

    // the list of shortcuts, and characters that are turned off
    await page.goto(`${gateway.url}/instances`)
    const search = page.getByRole('searchbox')
    // shortcuts come with the tools at the top
    await expect(page.getByRole('combobox', { name: 'Theme' })).toBeVisible()
    await expect(search).toBeVisible()
    await page.keyboard.press('/')
    await expect(search).toBeFocused()
    // in a field a character is one, and Ctrl+K still opens the palette
    await search.press('?')
    await expect(search).toHaveValue('?')
    await expect(page.getByRole('dialog')).toBeHidden()
    await search.press('Control+k')
    await expect(field).toBeVisible()
    await field.press('Escape')
    await expect(search).toBeFocused()
    await page.goto(`${gateway.url}/instances`)
    await expect(page.getByRole('combobox', { name: 'Theme' })).toBeVisible()
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
    await panel.expectAccessible()
    await page.keyboard.press('Control+k')
    await expect(field).toBeHidden()
    await page.getByRole('checkbox', { name: 'The keys / and ? do something' }).press('Space')
    await page.keyboard.press('Escape')
    await page.keyboard.press('/')
    await expect(search).not.toBeFocused()

    // what was cleared comes back, and Ctrl+Enter saves it
    await page.goto(`${gateway.url}/sandbox/setup/general/glpi-network`)
    await panel.box.fill(sandboxKey('standard'))
    await page.getByRole('button', { name: 'Clear' }).click()
    await expect(panel.box).toHaveValue('')
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(panel.box).toHaveValue(sandboxKey('standard'))
    // so does what was left in the box for another page
    await page.getByRole('link', { name: 'Diagnosis' }).click()
    await expect(panel.box).toBeHidden()
    await page.goBack()
    await expect(panel.box).toHaveValue(sandboxKey('standard'))
    await panel.box.press('Control+Enter')
    await panel.expectState('Active')
  },
)

test(
  'letters typed while the palette is still loading are its search',
  { tag: '@full' },
  async ({ panel, gateway }) => {
    const { page } = panel
    const data = { id: 'town-hall', name: 'Town hall', servicesUrl: gateway.sandboxUrl }
    await page.request.post(`${gateway.url}/api/instances`, { data })
    await page.goto(`${gateway.url}/sandbox/setup/general/glpi-network`)
    await expect(page.getByRole('combobox', { name: 'Theme' })).toBeVisible()
    let release = () => {}
    const released = new Promise<void>((resolve) => (release = resolve))
    await page.route(/\/assets\/palette-[^/]+\.js$/, async (route) => {
      await released
      await route.continue()
    })
    const field = page.getByRole('combobox', { name: 'Instance, page or cause' })
    const isAskedFor = page.waitForRequest(/\/assets\/palette-[^/]+\.js$/)

    // none of it reaches the box, or opens the list of shortcuts
    await panel.box.focus()
    await page.keyboard.press('Control+k')
    await isAskedFor
    await page.keyboard.type('town?x')
    await page.keyboard.press('Backspace')
    await page.keyboard.press('Backspace')
    await page.keyboard.press('Enter')
    await page.keyboard.type(' h')
    await expect(field).toBeHidden()
    release()
    await expect(field).toHaveValue('town h')
    await expect(field).toBeFocused()
    await page.keyboard.type('all')
    await expect(field).toHaveValue('town hall')
    await expect(page.getByRole('listbox', { name: 'Places' }).getByRole('option')).toHaveCount(1)
    await page.keyboard.press('Escape')
    await expect(panel.box).toHaveValue('')
    await expect(panel.box).toBeFocused()
    // and the next time it is empty again
    await page.keyboard.press('Control+k')
    await expect(field).toHaveValue('')
  },
)

test('Escape takes back a palette that is still loading', { tag: '@full' }, async ({ panel }) => {
  const { page } = panel
  await expect(page.getByRole('combobox', { name: 'Theme' })).toBeVisible()
  let release = () => {}
  const released = new Promise<void>((resolve) => (release = resolve))
  await page.route(/\/assets\/palette-[^/]+\.js$/, async (route) => {
    await released
    await route.continue()
  })
  await panel.box.focus()
  const isAskedFor = page.waitForRequest(/\/assets\/palette-[^/]+\.js$/)
  await page.keyboard.press('Control+k')
  await isAskedFor
  await page.keyboard.press('Escape')
  await page.keyboard.type('x')
  await expect(panel.box).toHaveValue('x')
  release()
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox', { name: 'Instance, page or cause' })).toHaveValue('')
})

test('light, dark, as the system, and on paper', { tag: '@full' }, async ({ panel, gateway }) => {
  const { page } = panel
  const html = page.locator('html')
  const theme = page.getByRole('combobox', { name: 'Theme' })
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect(html).toHaveAttribute('data-bs-theme', 'dark')
  await theme.selectOption('Light')
  await expect(html).toHaveAttribute('data-bs-theme', 'light')
  await page.reload()
  await expect(html).toHaveAttribute('data-bs-theme', 'light')
  // the gateway draws a page in it, which waits for no storage of the browser
  await page.evaluate(() => localStorage.removeItem('latchkey.theme'))
  await page.reload()
  await expect(html).toHaveAttribute('data-theme', 'light')
  await expect(html).toHaveAttribute('data-bs-theme', 'light')
  await theme.selectOption('As the system')
  await expect(html).toHaveAttribute('data-bs-theme', 'dark')
  await page.emulateMedia({ colorScheme: 'light' })
  await expect(html).toHaveAttribute('data-bs-theme', 'light')
  await theme.selectOption('Dark')

  // no frame on paper, and dark words on white
  await page.request.put(`${gateway.url}/api/instances/sandbox/registration`, {
    data: { key: sandboxKey('ends-in-20') },
  })
  for (const path of ['sandbox/setup/general/glpi-network', 'instances', 'causes/tls-untrusted-issuer']) {
    await page.goto(`${gateway.url}/${path}`)
    await expect(page.locator('h1')).toBeVisible()
    await page.emulateMedia({ media: 'print' })
    await expect(page.getByRole('navigation', { name: 'Main menu' })).toBeHidden()
    // a sheet about an instance names it
    await expect(page.locator('.lk-switcher')).toBeVisible({ visible: path.startsWith('sandbox') })
    await expect(page.locator('.lk-actions, .lk-top-tools').filter({ visible: true })).toHaveCount(0)
    await expect(html).toHaveAttribute('data-bs-theme', 'light')
    await expect(page.locator('h1')).toBeVisible()
    await panel.expectAccessible()
    await page.emulateMedia({ media: 'screen' })
    await expect(html).toHaveAttribute('data-bs-theme', 'dark')
  }

  const manifest = await page.request.get(`${gateway.url}/manifest.webmanifest`)
  expect(manifest.headers()['content-type']).toContain('application/manifest+json')
  expect(await manifest.json()).toMatchObject({ name: 'Latchkey', start_url: '/', display: 'standalone' })
})
