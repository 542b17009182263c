import { expect, mangled, test, type Panel } from './panel.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'

test('as text arrives it is judged without any request', async ({ panel }) => {
  const { page } = panel
  const asked: string[] = []
  // without the stream of events, which the page goes on asking for: a change made elsewhere would have it read its data again
  panel.brought = /ERR_FAILED/
  await page.route('**/api/events', (route) => route.abort())
  // what a page shows before its scripts run says nothing of when they ask
  const lastAsked = page.waitForResponse('**/api/sandbox/keys')
  await page.reload()
  await lastAsked
  await page.waitForLoadState('networkidle')
  page.on('request', (request) => {
    if (/\/api\/(?!events$)/.test(request.url())) asked.push(request.method() + request.url())
  })
  await panel.paste(mangled(sandboxKey('standard')))
  await expect(page.getByText('Whole key', { exact: true })).toBeVisible()
  await expect(page.getByText(/Removed or repaired:.*reply marks/)).toBeVisible()
  await expect(page.locator('.lk-marked del').first()).toBeVisible()
  expect(asked).toEqual([])
})

test('a paste is drawn once, with what it is', { tag: '@full' }, async ({ panel }) => {
  const { page } = panel
  // the inspector and what shows its words have come
  await panel.paste('nothing like a key')
  await expect(page.locator('.lk-inspection')).toBeVisible()
  await page.getByRole('button', { name: 'Clear' }).click()
  await expect(page.locator('.lk-inspection')).toBeHidden()
  const drawn = await page.evaluateHandle(() => {
    const seen: boolean[] = []
    // React has its listener further in, and draws before this one hears of the input
    document.addEventListener('input', () => seen.push(document.querySelector('.lk-inspection') !== null))
    return seen
  })
  await panel.paste(mangled(sandboxKey('standard')))
  await expect(page.getByText('Whole key', { exact: true })).toBeVisible()
  expect(await drawn.jsonValue()).toEqual([true])
})

test('nothing stands in for the saved key after a save', { tag: '@full' }, async ({ panel }) => {
  const { page } = panel
  await expect(page.getByRole('heading', { name: 'Marketplace' })).toBeVisible()
  // it is loaded when the browser has nothing else to do, and so is this
  const standIns = await page.evaluateHandle(
    () =>
      new Promise<string[]>((resolve) => {
        const seen: string[] = []
        const look = () => {
          const standIn = document.querySelector('.lk-card > .lk-loading')
          if (standIn) seen.push(standIn.outerHTML)
        }
        new MutationObserver(look).observe(document, { subtree: true, childList: true })
        requestIdleCallback(() => resolve(seen))
      }),
  )
  await panel.save('standard')
  await panel.expectState('Active')
  expect(await standIns.jsonValue()).toEqual([])
})

test('Check asks and stores nothing', async ({ panel }) => {
  const { page } = panel
  const unsent = page.getByText('Nothing has been sent yet.')
  await panel.paste(mangled(sandboxKey('ended')))
  await expect(unsent).toBeVisible()
  await page.getByRole('button', { name: 'Check without saving' }).click()
  await expect(page.getByText('Checked only: nothing was saved.')).toBeVisible()
  await expect(unsent).toBeHidden()
  await page.reload()
  await panel.expectState('No key')
})

test.describe('a file', () => {
  const utf16 = Buffer.from(`\ufeffRegistration key:\r\n${sandboxKey('basic')}\r\n`, 'utf16le')

  test('is chosen', async ({ panel }) => {
    await panel.page
      .getByLabel('File with the registration key')
      .setInputFiles({ name: 'key.txt', mimeType: 'text/plain', buffer: utf16 })
    await expect(panel.page.getByText('Whole key', { exact: true })).toBeVisible()
  })

  test('is dropped', { tag: '@full' }, async ({ panel }) => {
    const transfer = await panel.page.evaluateHandle(
      (bytes) => {
        const data = new DataTransfer()
        data.items.add(new File([new Uint8Array(bytes)], 'key.txt'))
        return data
      },
      [...utf16],
    )
    await panel.box.dispatchEvent('drop', { dataTransfer: transfer })
    await expect(panel.page.getByText('Whole key', { exact: true })).toBeVisible()
  })
})

test('more than 1 MiB is refused with a sentence', async ({ panel }) => {
  await panel.paste('x'.repeat(1_048_577))
  await expect(panel.page.getByText(/are not accepted/).first()).toBeVisible()
})

for (const [secret, text, says] of [
  ['a token of GLPI', 'Zx81kQ0pLm4TnB7vC2dR9sWyE6hJ3fGaUoI5qNtK', /token/i],
  [
    "GLPI's encrypted copy",
    Buffer.from(Array.from({ length: 120 }, (_, index) => (index * 89 + 41) % 256)).toString('base64'),
    /encrypted/i,
  ],
] as const) {
  test(`${secret} is named, and neither sent nor saved`, async ({ panel }) => {
    const { page } = panel
    await panel.paste(text)
    await expect(page.getByRole('main').getByText(says).first()).toBeVisible()
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('Nothing was sent or saved, because this is not a whole key.')).toBeVisible()
    await expect(panel.box).toBeFocused()
    await panel.expectState('No key')
  })
}

test.describe('before the page can look at a text', () => {
  const INSPECTOR = /\/assets\/key-[^/]+\.js$/

  /** Opens the page anew and keeps that part of it back, until it is let go. */
  async function openWithout({ page, box }: Panel) {
    let letGo = (): void => undefined
    const gate = new Promise<void>((resolve) => (letGo = resolve))
    await page.route(INSPECTOR, async (route) => {
      await gate
      await route.continue()
    })
    const saves: string[] = []
    page.on('request', (request) => request.method() === 'PUT' && saves.push(request.url()))
    await page.reload()
    await expect(box).toBeVisible()
    return { letGo, saves }
  }

  test('Save waits, and saves once however often it is pressed', async ({ panel }) => {
    const { page } = panel
    const { letGo, saves } = await openWithout(panel)
    await panel.save('standard')
    await expect(page.getByText('Inspecting the text', { exact: true })).toBeVisible()
    await expect(page.getByText('Inspecting the text first')).toBeVisible()
    const save = page.getByRole('button', { name: 'Save' })
    await expect(save).toBeEnabled()
    await save.click()
    await panel.expectAccessible()
    letGo()
    await panel.expectState('Active')
    expect(saves).toHaveLength(1)
  })

  test('Check waits too', { tag: '@full' }, async ({ panel }) => {
    const { page } = panel
    const { letGo, saves } = await openWithout(panel)
    await panel.paste(sandboxKey('standard'))
    await page.getByRole('button', { name: 'Check without saving' }).click()
    await expect(page.getByText('Inspecting the text first')).toBeVisible()
    letGo()
    await expect(page.getByText('Checked only: nothing was saved.')).toBeVisible()
    expect(saves).toEqual([])
  })

  test('what was pressed for another text is forgotten', { tag: '@full' }, async ({ panel }) => {
    const { page } = panel
    const { letGo, saves } = await openWithout(panel)
    await panel.save('standard')
    await expect(page.getByText('Inspecting the text first')).toBeVisible()
    await panel.paste(sandboxKey('basic'))
    await expect(page.getByText('Inspecting the text first')).toBeHidden()
    letGo()
    await expect(page.getByText('Whole key', { exact: true })).toBeVisible()
    await page.waitForLoadState('networkidle')
    expect(saves).toEqual([])
  })

  test(
    'an empty box needs no look, and a text that is no key is not called nothing',
    { tag: '@full' },
    async ({ panel }) => {
      const { page } = panel
      const { letGo } = await openWithout(panel)
      const save = page.getByRole('button', { name: 'Save' })
      await save.click()
      await expect(page.getByText('Paste the registration key first.')).toBeVisible()
      await panel.paste(sandboxKey('standard').slice(0, 120))
      await expect(page.getByText('Paste the registration key first.')).toBeHidden()
      await save.click()
      letGo()
      await expect(page.getByText('Nothing was sent or saved, because this is not a whole key.')).toBeVisible()
    },
  )

  test('a part that cannot be had is said, and asked for again', { tag: '@full' }, async ({ panel }) => {
    const { page } = panel
    panel.brought = /ERR_CONNECTION_REFUSED|503/
    await page.route(INSPECTOR, (route) => route.abort('connectionrefused'))
    await page.reload()
    await panel.save('standard')
    await expect(page.getByText('The text cannot be inspected yet')).toBeVisible()
    await expect(page.getByText('Nothing was sent or saved, because the text could not be inspected.')).toBeVisible()
    await panel.expectAccessible()
    await page.unroute(INSPECTOR)
    await page.getByRole('button', { name: 'Save' }).click()
    await panel.expectState('Active')
  })
})
