import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { Listener } from './rig/listener.ts'
import { FOR_LOOKS, lookAt } from './looks.ts'
import { expect, mangled, test } from './panel.ts'

const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }
const FOLDER = new URL('../dist/check-key/', import.meta.url)

/** The least a file server can be: the folder that the build leaves, below an address that nobody thought of. */
async function serveFolder(): Promise<{ listener: Listener; url: string }> {
  const server = createServer((request, response) => {
    const path = (request.url ?? '').replace(/^\/for\/support\//, '') || 'index.html'
    void readFile(new URL(path, FOLDER)).then(
      (file) => response.setHeader('content-type', TYPES[extname(path)] ?? 'image/svg+xml').end(file),
      () => response.writeHead(404).end(),
    )
  })
  const listener = await Listener.on(server, '127.0.0.1')
  return { listener, url: `http://127.0.0.1:${listener.port}/for/support/` }
}

test.use(FOR_LOOKS)

test('a key is checked from any file server, with the network cut', async ({ panel }) => {
  const { page } = panel
  const { listener, url } = await serveFolder()
  await page.goto(url)
  const main = page.getByRole('main')
  await expect(main.getByRole('heading', { name: 'Vérifier une clé' })).toBeVisible()
  await lookAt(panel, 'check-key')
  await page.waitForLoadState('networkidle')
  await listener.close()
  await page.context().setOffline(true)
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))

  await panel.paste(mangled(sandboxKey('standard')))
  await expect(main.getByText('Clé entière')).toBeVisible()
  await expect(main.locator('.lk-marked del').first()).toContainText('Bonjour')
  await lookAt(panel, 'check-key-cleaned')
  await page.getByRole('button', { name: 'Copier la clé nettoyée' }).click()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(sandboxKey('standard'))
  await page.getByRole('button', { name: 'Copier un lien vers cette page' }).click()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(url)

  await page.getByRole('combobox', { name: 'Langue' }).selectOption('en')
  await expect(main.getByText('Whole key')).toBeVisible()
  await page.getByLabel('File with the registration key').setInputFiles({
    name: 'glpicrypt.key',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from(Array.from({ length: 32 }, (_, at) => (at * 37) % 256)),
  })
  await expect(main.getByText('This is GLPI’s encryption file, glpicrypt.key')).toBeVisible()
  await expect(main.getByText(/^It belongs in GLPI’s config folder and nowhere else/)).toBeVisible()
  expect(asked).toEqual([])
})

test(
  'whether a key is needed is asked one question at a time, and the address keeps the answers',
  { tag: '@full' },
  async ({ panel, gateway }) => {
    const { page } = panel
    await panel.forgetSession()
    panel.brought = /401/
    await page.goto(gateway.url)
    await page.getByRole('link', { name: 'Me faut-il une clé ?' }).click()
    await page.getByRole('link', { name: 'Sur un serveur à nous' }).press('Enter')
    await expect(page.getByRole('heading', { name: 'Que voulez-vous en faire ?' })).toBeFocused()
    await lookAt(panel, 'do-i-need-a-key')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: 'Depuis le marketplace' }).click()
    await expect(page.getByRole('heading', { name: 'Oui, mais elle ne coûte rien' })).toBeFocused()
    expect(page.url()).toBe(`${gateway.url}/do-i-need-a-key?where=own&want=open-source&how=marketplace`)
    await lookAt(panel, 'do-i-need-a-key-free')
    await page.reload()
    await expect(page.getByRole('heading', { name: 'Oui, mais elle ne coûte rien' })).toBeVisible()
    await page.goBack()
    await expect(page.getByRole('heading', { name: 'Comment voulez-vous installer les plugins ?' })).toBeVisible()

    await page.goto(`${gateway.url}/check-key`)
    await page.waitForLoadState('networkidle')
    await page.context().setOffline(true)
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await panel.paste('Zx81kQ0pLm4TnB7vC2dR9sWyE6hJ3fGaUoI5qNtK')
    await expect(page.getByText('C’est un jeton GLPI')).toBeVisible()
    await lookAt(panel, 'check-key-in-the-panel')
    expect(asked).toEqual([])
    await page.context().setOffline(false)

    await page.goto(`${gateway.url}/which-key`)
    await expect(page.getByRole('heading', { name: 'Le fichier de chiffrement de GLPI, glpicrypt.key' })).toBeVisible()
    await lookAt(panel, 'which-key')
  },
)

test(
  'the guide is read and searched with the network cut, and each page opens its part',
  { tag: '@full' },
  async ({ panel, gateway }) => {
    const { page } = panel
    await page.getByRole('link', { name: 'Aide', exact: true }).click()
    await expect(page.getByRole('heading', { name: 'GLPI Network', exact: true })).toBeFocused()
    await expect(page.getByText('Ce guide est en anglais.')).toBeVisible()
    await lookAt(panel, 'help')
    await page.waitForLoadState('networkidle')
    await page.context().setOffline(true)
    // what another replica writes has the page ask the gateway for what has changed, in vain here
    panel.brought = /ERR_INTERNET_DISCONNECTED/
    const asked: string[] = []
    page.on('request', (request) => {
      const { pathname } = new URL(request.url())
      if (!pathname.startsWith('/api/')) asked.push(pathname)
    })

    const search = page.getByRole('searchbox', { name: 'Chercher dans le guide' })
    await search.fill('signed webhooks')
    await expect(page.getByText(/^\d+ endroits?$/)).toBeVisible()
    await lookAt(panel, 'help-search')
    await page.getByRole('link', { name: 'Operations: Signed webhooks' }).click()
    await expect(page.getByRole('heading', { name: 'Signed webhooks' })).toBeFocused()
    await expect(page.getByRole('heading', { name: 'Signed webhooks' })).toBeInViewport()
    expect(page.url()).toBe(`${gateway.url}/help/operations#signed-webhooks`)
    await lookAt(panel, 'help-operations')

    await page.getByRole('link', { name: 'The command line', exact: true }).first().click()
    await page.getByRole('link', { name: 'Exit codes' }).click()
    await expect(page.getByRole('heading', { name: 'Exit codes' })).toBeFocused()
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.getByRole('button', { name: 'Copier' }).first().click()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('latchkey ')
    await lookAt(panel, 'help-tables')
    await search.fill('zzz nothing')
    await expect(page.getByText('Rien dans le guide ne contient ces mots.')).toBeVisible()
    expect(asked).toEqual([])
  },
)

test.describe('in English', () => {
  test.use({ locale: 'en-GB' })

  test(
    'causes are found by what GLPI says, in English and in another language',
    { tag: '@full' },
    async ({ panel, gateway }) => {
      const { page } = panel
      await page.goto(`${gateway.url}/causes`)
      const search = page.getByRole('searchbox')
      const codes = page.getByRole('main').locator('li code')
      for (const said of ['terminated subscription', 'abonnement résilié', 'beendetes Abonnement']) {
        await search.fill(said)
        await expect(codes.first()).toHaveText('subscription-ended')
        await expect(page.getByRole('status').filter({ hasText: '2 causes' })).toBeVisible()
      }
      await search.fill('ERROR_LOGIN_PARAMETERS_MISSING')
      await expect(codes).toHaveText(['glpi-header-dropped'])
    },
  )
})
