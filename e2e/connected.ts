import { randomBytes } from 'node:crypto'
import { startFakeGlpi, type FakeGlpi } from '#glpi/testing/fake-glpi.ts'
import { expect, test as base, type Panel } from './panel.ts'

/** Each test has a GLPI to get into, too. */
export const test = base.extend<{ glpi: FakeGlpi }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the parameter's shape
  glpi: async ({}, use) => {
    const glpi = await startFakeGlpi({ cryptFile: randomBytes(32) })
    await use(glpi)
    await glpi.close()
  },
})

export const TOWN_HALL = 'town-hall'

/** The ways into it: by its legacy API, and by the one of GLPI 11. */
export const legacy = ({ url, userToken }: FakeGlpi) => ({ rest: { url: `${url}/apirest.php`, userToken } })
export function modern(glpi: FakeGlpi) {
  const client = { clientId: 'latchkey', clientSecret: 'client-secret' }
  glpi.hlapi = { enabled: true, ...client }
  glpi.version = '11.0.2'
  return { restV2: { url: glpi.url, ...client, login: glpi.login, password: glpi.password } }
}

/** Adds the instance, and opens its registration page. */
export async function addTownHall({ page, gateway }: Panel, connection: object): Promise<void> {
  const data = { id: TOWN_HALL, name: 'Town hall', servicesUrl: gateway.sandboxUrl, connection }
  const added = await page.request.post(`${gateway.url}/api/instances`, { data })
  expect(added.status()).toBe(201)
  await page.goto(`${gateway.url}/${TOWN_HALL}/setup/general/glpi-network`)
}
