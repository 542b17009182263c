import { once } from 'node:events'
import { createServer } from 'node:http'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { expect, test } from './panel.ts'
import { ACCEPTED, json, vendor } from './rig/vendor.ts'

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

test('a key is saved before a slow GLPI Network has answered, and its verdict comes by itself', async ({
  panel,
  gateway,
}) => {
  const { page } = panel
  let answer = () => {}
  const released = new Promise<void>((resolve) => (answer = resolve))
  const service = createServer(vendor((_, reply) => void released.then(() => json(reply, ACCEPTED)))).listen(
    0,
    '127.0.0.1',
  )
  await once(service, 'listening')
  const address = service.address()
  const servicesUrl = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  await page.request.post(`${gateway.url}/api/instances`, { data: { id: 'town', name: 'Town hall', servicesUrl } })
  await page.goto(`${gateway.url}/town/setup/general/glpi-network`)
  await panel.save('standard')
  await panel.expectState('Pending')
  await expect(page.getByText(/It stays saved\./)).toBeVisible()
  answer()
  await panel.expectState('Active')
  await expect(page.getByText('GLPI Network Standard')).toBeVisible()
  service.close()
})
