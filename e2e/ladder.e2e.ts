import { once } from 'node:events'
import { createServer } from 'node:http'
import { randomBytes } from 'node:crypto'
import { startFakeGlpi } from '#glpi/testing/fake-glpi.ts'
import { saveKey } from '#glpi/testing/model.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { legacy } from './connected.ts'
import type { Gateway } from './gateway.ts'
import { ACCEPTED, json, SUBSCRIPTION, vendor } from './rig/vendor.ts'
import { AS_PROGRAM, expect, test, type Panel } from './panel.ts'
import { sampleOf } from './sample.ts'

test.use({ opensPractice: false })

const DAY = 86_400_000
const TOWN = 'town-hall'

/** GLPI Network with one end for its subscription, and a clock that can be moved. */
async function startVendor() {
  const today = new Date().toISOString().slice(0, 10)
  const noon = Date.parse(`${today}T12:00:00Z`)
  const end = noon + 90 * DAY
  let now = noon
  let refuses = false
  const subscription = { ...SUBSCRIPTION, end_date: new Date(end).toISOString().slice(0, 10) }
  const answer = vendor((_, reply) => {
    if (refuses) return json(reply, { is_valid: false, validation_message: 'This key is not known.' })
    const hasEnded = now > end + DAY / 2
    json(reply, {
      ...ACCEPTED,
      subscription: { ...subscription, is_running: !hasEnded },
    })
  })
  const server = createServer((request, reply) => {
    reply.setHeader('date', new Date(now).toUTCString())
    answer(request, reply)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    moveTo: (daysLeft: number) => (now = end - daysLeft * DAY),
    refuse: (isRefused: boolean) => (refuses = isRefused),
    close: () => server.close(),
  }
}

/** Lets days pass since each GLPI was last seen; the gateway does not run. */
async function lookAway(gateway: Gateway, days: number): Promise<void> {
  const store = await gateway.openStore()
  await store
    .updateTable('glpis')
    .set({ seen_at: Date.now() - days * DAY })
    .execute()
  await store.destroy()
}

type Severity = 'ok' | 'warning' | 'critical'
const TONES: Record<Severity, string> = { ok: 'success', warning: 'warning', critical: 'danger' }

/** The days on which a rung is due for the first time, and for the last. */
const RUNGS: [first: number, last: number, words: RegExp, severity: Severity, tab: string, row: string][] = [
  [60, 31, /^The subscription ends in 60 days$/, 'warning', '60 days left', '60 days'],
  [30, 15, /^The subscription ends in 30 days$/, 'warning', '30 days left', '30 days'],
  [14, 8, /^The subscription ends in 14 days$/, 'warning', '14 days left', '14 days'],
  [7, 2, /^The subscription ends in 7 days$/, 'critical', '7 days left', '7 days'],
  [1, 1, /^The subscription ends in 1 day$/, 'critical', '1 day left', '1 day'],
  [0, 0, /^The subscription ends today$/, 'critical', 'Ends today', 'the last day'],
  [-1, -30, /^The key is genuine, but its subscription has ended$/, 'critical', 'Ended', 'ended 1 day ago'],
]

const pictureOf = ({ page }: Panel) => page.locator('link[rel="icon"]')
const alertOf = ({ page }: Panel, words: RegExp) =>
  page.locator('.lk-message').filter({ has: page.locator('.lk-message-title').getByText(words) })

/** The page of the instance after a check, with what the tab says of it. */
async function checkAndOpen(panel: Panel): Promise<void> {
  const { page, gateway } = panel
  const checked = await page.request.post(`${gateway.url}/api/instances/${TOWN}/registration/refresh`, AS_PROGRAM)
  expect(checked.status()).toBe(200)
  await page.goto(`${gateway.url}/${TOWN}/setup/general/glpi-network`)
  await expect(page.getByRole('button', { name: 'Check now' })).toBeVisible()
}

async function expectRow({ page, gateway }: Panel, words: string | RegExp, severity: Severity): Promise<void> {
  await page.goto(`${gateway.url}/instances`)
  const row = page.getByRole('row', { name: /Town hall/ })
  await expect(row).toContainText(words)
  await expect(row.locator('.lk-left')).toHaveAttribute('data-tone', TONES[severity])
}

test(
  'each rung warns alike in page, list and tab, and is dismissed until the next',
  { tag: '@full' },
  async ({ panel, gateway }) => {
    test.slow()
    const { page } = panel
    const service = await startVendor()
    service.moveTo(61)
    const data = { id: TOWN, name: 'Town hall', servicesUrl: service.url }
    await page.request.post(`${gateway.url}/api/instances`, { data })
    await page.request.put(`${gateway.url}/api/instances/${TOWN}/registration`, {
      data: { key: sandboxKey('standard') },
    })
    await checkAndOpen(panel)
    await expect(page.getByText(/^The subscription ends in/)).toBeHidden()
    await expectRow(panel, '61 days', 'ok')

    // page and row look alike in all rungs of a severity
    const scanned = new Set<Severity>()
    for (const [first, last, words, severity, tab, row] of sampleOf(RUNGS, 2)) {
      service.moveTo(first)
      await checkAndOpen(panel)
      const alert = alertOf(panel, words)
      await expect(alert).toHaveAttribute('data-tone', TONES[severity])
      await expect(page).toHaveTitle(`${tab} · Town hall · GLPI Network · Latchkey`)
      await expect(pictureOf(panel)).toHaveAttribute('href', `/favicon-${severity}.svg`)
      await expect(page.getByRole('main').locator('header .badge').first()).toHaveAttribute(
        'data-tone',
        TONES[severity],
      )
      if (!scanned.has(severity)) await panel.expectAccessible()
      if (process.env['LATCHKEY_PICTURES']) await page.screenshot({ path: `test-results/looks/rung-${first}.png` })
      await alert.getByRole('button', { name: /^Dismiss until/ }).click()
      await expect(alert).toBeHidden()
      // until the last day of this rung
      service.moveTo(last)
      await checkAndOpen(panel)
      await expect(
        page.locator('.lk-message[data-tone="danger"], .lk-message-title', {
          hasText: /subscription (ends|has ended)/,
        }),
      ).toBeHidden()
      await expect(pictureOf(panel)).toHaveAttribute('href', `/favicon-${severity}.svg`)
      service.moveTo(first)
      await page.request.post(`${gateway.url}/api/instances/${TOWN}/registration/refresh`, AS_PROGRAM)
      await expectRow(panel, row, severity)
      if (!scanned.has(severity)) await panel.expectAccessible()
      scanned.add(severity)
    }
    service.close()
  },
)

test('what is wrong beside the end warns alike in page, list and tab', { tag: '@full' }, async ({ panel, gateway }) => {
  test.slow()
  const { page } = panel
  const cryptFile = randomBytes(32)
  const glpi = await startFakeGlpi({ cryptFile: 'missing' })
  const service = await startVendor()
  const data = { id: TOWN, name: 'Town hall', servicesUrl: service.url, connection: legacy(glpi) }
  await page.request.post(`${gateway.url}/api/instances`, { data })
  await page.request.put(`${gateway.url}/api/instances/${TOWN}/registration`, { data: { key: sandboxKey('standard') } })

  const expectWarned = async (words: RegExp, tone: string, tab: string, picture: string, row: string) => {
    await checkAndOpen(panel)
    await expect(alertOf(panel, words)).toHaveAttribute('data-tone', tone)
    await expect(page).toHaveTitle(`${tab} · Town hall · GLPI Network · Latchkey`)
    await expect(pictureOf(panel)).toHaveAttribute('href', `/favicon-${picture}.svg`)
    await panel.expectAccessible()
    await page.goto(`${gateway.url}/instances`)
    await expect(page.getByRole('row', { name: /Town hall/ })).toContainText(row)
    await panel.expectAccessible()
  }

  const empty = /^GLPI’s field for the key is empty$/
  await expectWarned(empty, 'danger', 'Broken', 'critical', 'Broken')

  glpi.cryptFile = cryptFile
  await page.request.post(`${gateway.url}/api/instances/${TOWN}/registration/write`, AS_PROGRAM)
  // a clock of GLPI Network that is 10 days behind ours
  service.moveTo(100)
  await expectWarned(/^A clock is wrong by more than a minute$/, 'warning', 'Clock wrong', 'warning', 'Clock wrong')
  service.moveTo(90)

  service.refuse(true)
  await expectWarned(/^GLPI Network refuses the key$/, 'danger', 'Refused', 'critical', 'Refused')
  service.refuse(false)

  glpi.page = { status: 502, html: '<title>502 Bad Gateway</title>' }
  await page.goto('about:blank')
  await gateway.stop()
  await lookAway(gateway, 4)
  await gateway.startAgain()
  const silent = /^GLPI could not be inspected just now; this is from an earlier inspection$/
  await expectWarned(silent, 'warning', 'GLPI silent for days', 'warning', 'GLPI silent for days')
  glpi.page = null

  saveKey(glpi, sandboxKey('basic'))
  await expectWarned(/^GLPI holds a different key/, 'warning', 'Differs', 'warning', 'Differs')
  await glpi.close()
  service.close()
})
