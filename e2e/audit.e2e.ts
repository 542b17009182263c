import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { FOR_LOOKS, lookAt } from './looks.ts'
import { expect, test, type Panel } from './panel.ts'

/** A key that is saved, replaced and removed, and what was refused to a viewer. */
async function fill({ page, gateway }: Panel): Promise<void> {
  const here = `${gateway.url}/api/instances/sandbox/registration`
  const save = (name: string) => page.request.put(here, { data: { key: sandboxKey(name), replaceUnverified: true } })
  await save('standard')
  await save('advanced')
  await page.request.delete(here, { headers: { 'x-requested-with': 'test' } })
  await page.request.post(`${gateway.url}/api/instances`, { data: { id: 'town', name: 'Town' } })
  const viewer = await page.context().browser()?.newContext()
  const guest = await viewer?.newPage()
  await guest?.goto(await gateway.invite('viewer', {}, ['--name', 'Vera']))
  await guest?.waitForURL((url) => !url.pathname.endsWith('/sign-in'))
  await guest?.request.put(here, { data: { key: sandboxKey('standard') } })
  await viewer?.close()
}

test('who did what, and what was refused, is listed and narrowed', { tag: '@full' }, async ({ panel, gateway }) => {
  const { page } = panel
  await fill(panel)
  await page.goto(`${gateway.url}/sandbox/setup/general/history`)
  await page.getByRole('link', { name: 'Audit of this instance' }).click()
  await expect(page).toHaveURL(/\/audit\?instance=sandbox$/)
  await expect(page.getByRole('textbox', { name: 'Instance' })).toHaveValue('sandbox')
  const rows = page.locator('main tbody tr')
  await expect(rows).toHaveCount(4)
  await expect(rows.first()).toContainText('Save a key')
  await expect(rows.first()).toContainText('refused')
  await expect(rows.first()).toContainText('role-required')
  await expect(rows.first()).toContainText('Vera (viewer)')
  await expect(rows.first()).toContainText('from 127.0.0.1')
  await panel.expectAccessible()

  await rows.first().getByRole('button', { name: 'Vera (viewer)' }).click()
  await expect(page).toHaveURL(/instance=sandbox&person=Vera$/)
  await expect(rows).toHaveCount(1)
  await page.getByRole('button', { name: 'Show all' }).click()
  await expect(page).toHaveURL(/\/audit$/)
  const form = page.getByRole('form', { name: 'Rows shown' })
  await form.getByLabel('Kind').selectOption('instance-add')
  await form.getByRole('button', { name: 'Show', exact: true }).click()
  await expect(rows).toHaveCount(1)
  await expect(rows.first()).toContainText('Name: Town')
  await form.getByLabel('Until').fill('2001-01-01')
  await form.getByRole('button', { name: 'Show', exact: true }).click()
  await expect(page.getByText('No rows match.')).toBeVisible()
})

test('it is read in pages, and downloaded as CSV and as JSON Lines', { tag: '@full' }, async ({ panel, gateway }) => {
  const { page } = panel
  for (let at = 0; at < 60; at += 1)
    await page.request.post(`${gateway.url}/api/instances`, { data: { id: `town-${at}`, name: 'Town' } })
  await page.goto(`${gateway.url}/audit?action=instance-add`)
  const rows = page.locator('main tbody tr')
  await expect(rows).toHaveCount(50)
  await expect(rows.first()).toContainText('town-59')
  const older = page.getByRole('button', { name: 'Older' })
  // while the older rows are on their way, another press is none
  let release = () => {}
  const released = new Promise<void>((resolve) => (release = resolve))
  await page.route(/\/api\/audit\?.*before=/, async (route) => {
    await released
    await route.continue()
  })
  const asked = page.waitForRequest(/\/api\/audit\?.*before=/)
  await older.click()
  await asked
  await older.click({ force: true })
  release()
  await expect(rows).toHaveCount(10)
  await expect(rows.last()).toContainText('town-0')
  await expect(page.getByRole('button', { name: 'Older' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Newer' }).click()
  await expect(rows).toHaveCount(50)

  const text = async (name: string) => {
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name }).click()
    const file = await download
    const chunks: Buffer[] = []
    for await (const chunk of await file.createReadStream()) chunks.push(Buffer.from(chunk))
    return { name: file.suggestedFilename(), lines: Buffer.concat(chunks).toString().trim().split(/\r?\n/) }
  }
  const csv = await text('Download as CSV')
  expect([csv.name, csv.lines.length]).toEqual(['audit.csv', 61])
  expect(csv.lines[0]).toContain('number,at,action,outcome')
  const lines = await text('Download as JSON Lines')
  expect([lines.name, lines.lines.length]).toEqual(['audit.jsonl', 60])
  expect(JSON.parse(lines.lines[0] ?? '')).toMatchObject({ action: 'instance-add', instance: 'town-0' })
})

test('nobody but an administrator gets a row', { tag: '@full' }, async ({ gateway, browser }) => {
  const guest = await (await browser.newContext()).newPage()
  await guest.goto(await gateway.invite('operator', {}, ['--name', 'Olga']))
  await expect(guest.getByRole('link', { name: 'Instances' })).toBeVisible()
  await expect(guest.getByRole('link', { name: 'Audit' })).toHaveCount(0)
  const asked: string[] = []
  guest.on('request', (request) => void asked.push(new URL(request.url()).pathname))
  await guest.goto(`${gateway.url}/audit`)
  await expect(guest.getByText('Only an administrator can read the audit.')).toBeVisible()
  expect(asked.filter((path) => path.startsWith('/api/audit'))).toEqual([])
  for (const path of ['', '/lines', '/csv']) {
    const reply = await guest.request.get(`${gateway.url}/api/audit${path}`)
    expect([path, reply.status()]).toEqual([path, 403])
  }
  await guest.context().close()
})

test.describe('in its looks', () => {
  test.use(FOR_LOOKS)

  test('the audit', { tag: '@full' }, async ({ panel, gateway }) => {
    await fill(panel)
    await panel.page.goto(`${gateway.url}/audit`)
    await expect(panel.page.locator('main tbody tr').first()).toBeVisible()
    await lookAt(panel, 'audit')
  })
})
