import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright/test'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { isFullRun } from '../src/bin/full-run.ts'
import type { Gateway } from './gateway.ts'
import { FOR_LOOKS, lookAt } from './looks.ts'
import { expect, test } from './panel.ts'

const DAY = 86_400_000
const FIRST = `sha256:${'1a2b3c4d'.repeat(8)}`
const SECOND = `sha256:${'9f8e7d6c'.repeat(8)}`

type Line = { event: 'saved' | 'replaced' | 'removed' | 'checked'; from: number; to?: number } & Partial<{
  key: string
  state: 'active' | 'expiring' | 'ended' | 'pending' | 'unconfirmed' | 'none'
  verdict: 'accepted' | 'ended' | 'no-answer' | 'not-asked'
  cause: 'dns-not-found' | 'subscription-ended'
  by: 'save' | 'person' | 'schedule'
  end: number
}>

/** A key that ran out, a week without an answer, a fortnight in which Latchkey did not run, and another key that ends in 20 days. */
const YEAR: Line[] = [
  { event: 'saved', from: -300, key: FIRST, state: 'pending', verdict: 'not-asked', by: 'person' },
  { event: 'checked', from: -300, key: FIRST, by: 'save', end: -60 },
  { event: 'checked', from: -299, to: -222, key: FIRST, end: -60 },
  {
    event: 'checked',
    from: -221,
    to: -215,
    key: FIRST,
    state: 'unconfirmed',
    verdict: 'no-answer',
    cause: 'dns-not-found',
    end: -60,
  },
  { event: 'checked', from: -214, to: -180, key: FIRST, end: -60 },
  { event: 'checked', from: -165, to: -122, key: FIRST, end: -60 },
  { event: 'checked', from: -121, to: -61, key: FIRST, state: 'expiring', end: -60 },
  {
    event: 'checked',
    from: -60,
    to: -51,
    key: FIRST,
    state: 'ended',
    verdict: 'ended',
    cause: 'subscription-ended',
    end: -60,
  },
  { event: 'replaced', from: -50, key: SECOND, state: 'pending', verdict: 'not-asked', by: 'person' },
  { event: 'checked', from: -50, key: SECOND, by: 'save', state: 'expiring', end: 20 },
  { event: 'checked', from: -49, to: -0.5, key: SECOND, state: 'expiring', end: 20 },
]

/** Puts a history into the store of a gateway that does not run. */
async function seedHistory(gateway: Gateway, lines: readonly Line[]): Promise<void> {
  const now = Date.now()
  const store = await gateway.openStore()
  await store.deleteFrom('history').execute()
  await store
    .insertInto('history')
    .values(
      lines.map(({ event, from, to = from, key = FIRST, state = 'active', verdict = 'accepted', by, ...rest }) => ({
        instance_id: 'sandbox',
        event,
        first_at: Math.round(now + from * DAY),
        last_at: Math.round(now + to * DAY),
        count: Math.round(to - from) + 1,
        fingerprint: key,
        state,
        verdict,
        cause: rest.cause ?? null,
        set_off_by: by ?? 'schedule',
        sign_in_id: by ? 1 : null,
        sign_in_role: by ? ('admin' as const) : null,
        begins_at: rest.end === undefined ? null : Math.round(now + (rest.end - 365) * DAY),
        ends_at: rest.end === undefined ? null : Math.round(now + rest.end * DAY),
      })),
    )
    .execute()
  await store.destroy()
}

async function openYear(page: Page, gateway: Gateway): Promise<void> {
  await page.goto('about:blank')
  await gateway.stop()
  await seedHistory(gateway, YEAR)
  await gateway.startAgain()
  await page.goto(`${gateway.url}/sandbox/setup/general/history`)
  await expect(page.getByRole('slider')).toBeVisible()
}

test.describe('wide and light, and at 390 px in the dark', () => {
  test.use(FOR_LOOKS)

  test('the history as a picture, as a table, and as rows', { tag: '@full' }, async ({ panel, gateway }) => {
    const { page } = panel
    await openYear(page, gateway)
    await lookAt(panel, 'history')
    await page.getByText('Le graphique sous forme de tableau').click()
    await page.getByRole('combobox', { name: 'Période' }).selectOption('90')
    // the same page, and a table like others
    if (isFullRun) await lookAt(panel, 'history-table')
  })

  test('the history of an hour', { tag: '@full' }, async ({ panel, gateway }) => {
    const { page } = panel
    const data = { key: sandboxKey('ends-in-45') }
    await page.request.put(`${gateway.url}/api/instances/sandbox/registration`, { data })
    await page.goto(`${gateway.url}/sandbox/setup/general/history`)
    await expect(page.getByRole('slider')).toBeVisible()
    await lookAt(panel, 'history-new')
  })
})

test(
  'the arrow keys move between the events, and Enter leads to the row',
  { tag: '@full' },
  async ({ panel, gateway }) => {
    const { page } = panel
    await openYear(page, gateway)
    const picture = page.getByRole('slider', { name: 'Events in the picture' })
    await picture.focus()
    await expect(picture).toHaveAttribute('aria-valuetext', /: Checked, Expiring, Latchkey, by itself$/)
    await page.keyboard.press('ArrowLeft')
    await expect(picture).toHaveAttribute('aria-valuetext', /: Key replaced, Expiring, Administrator, sign-in 1$/)
    await page.keyboard.press('Home')
    await expect(picture).toHaveAttribute('aria-valuetext', /: Key saved, Active, Administrator, sign-in 1$/)
    await expect(picture).toHaveAttribute('aria-valuenow', '1')
    await page.keyboard.press('ArrowLeft')
    await expect(picture).toHaveAttribute('aria-valuenow', '1')
    await page.keyboard.press('Enter')
    const row = page.getByRole('row', { name: /Key saved/ })
    await expect(row).toBeFocused()
    await expect(row).toHaveAttribute('aria-current', 'true')
  },
)

test('a press in the picture chooses the nearest event', { tag: '@full' }, async ({ panel, gateway }) => {
  const { page } = panel
  await openYear(page, gateway)
  const picture = page.getByRole('slider')
  const { width = 0 } = (await picture.boundingBox()) ?? {}
  await picture.click({ position: { x: width - 30, y: 60 } })
  await expect(picture).toHaveAttribute('aria-valuenow', '9')
  await picture.click({ position: { x: 90, y: 60 } })
  await expect(picture).toHaveAttribute('aria-valuenow', '1')
})

test('one row an event: a save with its outcome, and who; by kind', { tag: '@full' }, async ({ panel, gateway }) => {
  const { page } = panel
  await panel.save('ends-in-45')
  await panel.expectState('Expiring')
  await page.getByRole('link', { name: 'History' }).click()
  const table = page.getByRole('table')
  await expect(table.getByRole('row')).toHaveCount(2)
  await expect(table.getByRole('row').nth(1)).toContainText(/Key savedExpiring.*Administrator, sign-in \d+$/)
  await openYear(page, gateway)
  await expect(table.getByRole('row')).toHaveCount(10)
  await page.getByRole('button', { name: 'Changes of key 2' }).click()
  await expect(table.getByRole('row')).toHaveCount(3)
  await page.getByRole('button', { name: 'No answer 1' }).click()
  await expect(table.getByRole('row')).toHaveCount(4)
  await expect(page.getByRole('slider')).toHaveAttribute('aria-valuemax', '3')
})

test('the picture as a table names bands, gaps and warnings', { tag: '@full' }, async ({ panel, gateway }) => {
  const { page } = panel
  await openYear(page, gateway)
  await page.getByText('The picture as a table').click()
  const [bands, warnings] = await page.locator('details').getByRole('table').all()
  await expect(bands?.getByRole('row') ?? page.locator('nothing')).toContainText([
    'State',
    'nowExpiring 9f8e 7d6c',
    'Ended 1a2b 3c4d',
    'Expiring',
    'Active',
    'Not known: the sandbox was not asked',
    'Active',
    'Unconfirmed No answer',
    'Active 1a2b 3c4d',
  ])
  await expect(warnings?.getByRole('row') ?? page.locator('nothing')).toContainText([
    'Warning',
    'The subscription ends (to come)',
    'The last day begins (to come)',
    '1 day is left (to come)',
    '7 days are left (to come)',
    '14 days are left (to come)',
    '30 days are left',
    'The subscription ends',
    'The last day begins',
    '1 day is left',
    '7 days are left',
    '14 days are left',
    '30 days are left',
    '60 days are left',
  ])
})

test('a download that spreadsheets read', { tag: '@full' }, async ({ panel, gateway }) => {
  const { page } = panel
  await openYear(page, gateway)
  const started = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download as CSV' }).click()
  const download = await started
  expect(download.suggestedFilename()).toBe('latchkey-history-sandbox.csv')
  const text = await readFile(await download.path(), 'utf8')
  const lines = text.split('\r\n')
  expect(lines[0]).toBe('\uFEFFFirst,Last,Times,What,State,Cause,Key,By,Subscription ends')
  expect(lines).toHaveLength(11)
  expect(lines[9]).toMatch(
    /^\d{4}-\d\d-\d\dT[\d:.]+Z,\d{4}-\d\d-\d\dT[\d:.]+Z,1,Key saved,Active,,sha256:(1a2b3c4d){8},"Administrator, sign-in 1",\d{4}-/,
  )
})
