import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { expect, test } from './panel.ts'

test('what another person changes shows at once, without a reload', async ({ panel, gateway, browser }) => {
  const { page } = panel
  const registration = `${gateway.url}/api/instances/sandbox/registration`
  // with a sign-in of their own, in a browser of their own
  const other = await browser.newContext()
  const { pathname, hash } = new URL(await gateway.invite('admin'))
  const theirs = await other.newPage()
  await theirs.goto(gateway.url + pathname + hash)
  await expect(theirs.getByRole('heading', { level: 1 })).toBeVisible()
  await theirs.request.put(registration, { data: { key: sandboxKey('standard') } })
  await panel.expectState('Active')
  await theirs.request.put(registration, { data: { key: sandboxKey('ends-in-6') } })
  await panel.expectState('Expiring')
  // the list is read by the page as well
  await theirs.request.post(`${gateway.url}/api/instances`, { data: { id: 'town', name: 'Town hall' } })
  await expect(page.getByRole('link', { name: 'Instances' })).toContainText('2')
  await other.close()
})
