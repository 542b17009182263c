import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright/test'
import { seedFleet } from './fleet.ts'
import { isOnReplicas } from './replicas.ts'
import { AS_PROGRAM, expect, test } from './panel.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'

test.use({ opensPractice: false })

const MANY = 10_000
/** A screenful, and what is drawn beyond its edges. */
const MOST_ROWS = 60

const rows = (page: Page) => page.locator('tbody tr')
const names = (page: Page) => page.locator('tbody th a[title]').allInnerTexts()

test(
  'ten thousand instances: few rows in the page, all of them within reach',
  { tag: '@full' },
  async ({ panel, gateway }) => {
    const { page } = panel
    await seedFleet(await gateway.openStore(), MANY)
    await page.goto(`${gateway.url}/instances`)
    const table = page.getByRole('table')
    // the sandbox, and the heads
    await expect(table).toHaveAttribute('aria-rowcount', String(MANY + 2))
    expect(await rows(page).count()).toBeLessThan(MOST_ROWS)
    // thousands of options would burden every page
    expect(await page.locator('*').count()).toBeLessThan(2500)
    await expect(page.getByRole('button', { name: '4,000 active' })).toBeVisible()

    // the focus stays with its row, however far it is scrolled away
    const first = page.getByRole('link', { name: 'Town 1', exact: true })
    await first.focus()
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
    await expect(page.getByRole('row', { name: /Town 9999/ })).toBeVisible()
    await expect(page.getByRole('row', { name: /Town 9999/ })).toHaveAttribute('aria-rowindex', String(MANY + 2))
    await expect(first).toBeFocused()
    expect(await rows(page).count()).toBeLessThan(MOST_ROWS)
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight / 2))
    await expect(page.getByRole('row', { name: /Town 499\d/ }).first()).toBeVisible()
    expect(await rows(page).count()).toBeLessThan(MOST_ROWS)

    // back from an instance to the place it was chosen at
    const place = await page.evaluate(() => scrollY)
    await page.getByRole('link', { name: 'Town 5000', exact: true }).click()
    await panel.expectState('No key')
    await page.goBack()
    await expect(page.getByRole('link', { name: 'Town 5000', exact: true })).toBeInViewport()
    expect(await page.evaluate(() => scrollY)).toBe(place)

    // the Tab key walks on into rows that were not drawn before
    await page
      .getByRole('link', { name: /^Town 50\d\d$/ })
      .last()
      .focus()
    const before = await page.evaluate(() => document.activeElement?.closest('tr')?.ariaRowIndex)
    for (let press = 0; press < 120; press += 1) {
      await page.keyboard.press('Tab')
      // rows are drawn with the frame that scrolls to them
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))
    }
    const after = await page.evaluate(() => document.activeElement?.closest('tr')?.ariaRowIndex)
    expect(Number(after) - Number(before)).toBeGreaterThan(20)
    expect(await rows(page).count()).toBeLessThan(MOST_ROWS)
  },
)

/** What the page has asked for of the list, with the bytes that came. */
async function followList(page: Page) {
  const session = await page.context().newCDPSession(page)
  const asked = new Map<string, string>()
  const received: { query: string; bytes: number }[] = []
  session.on('Network.requestWillBeSent', ({ requestId, request }) => {
    const { pathname, search } = new URL(request.url)
    if (pathname === '/api/instances' && request.method === 'GET') asked.set(requestId, search)
  })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength: bytes }) => {
    const query = asked.get(requestId)
    if (query !== undefined) received.push({ query, bytes })
  })
  await session.send('Network.enable')
  return { asked: () => asked.size, received }
}

test(
  'ten thousand instances come once, and then what was changed; pages that do not list them do without',
  { tag: '@full' },
  async ({ panel, gateway }) => {
    // an instance that is not there
    panel.brought = /404/
    const { page } = panel
    await seedFleet(await gateway.openStore(), MANY)
    const list = await followList(page)
    const switcher = page.getByRole('button', { name: /^Instance:/ })
    await page.goto(`${gateway.url}/town-5000/setup/general/glpi-network`)
    await panel.expectState('No key')
    await expect(switcher).toHaveAccessibleName('Instance: Town 5000')
    await expect(page.getByRole('link', { name: 'Instances' })).toContainText('10,001')
    for (const tab of ['Diagnosis', 'History', 'Settings']) {
      await page.getByRole('navigation', { name: 'General' }).getByRole('link', { name: tab, exact: true }).click()
      await expect(page.getByRole('heading', { level: 1, name: tab })).toBeVisible()
    }
    // the console says what the page says in words
    panel.brought = /404/
    await page.goto(`${gateway.url}/nobody/setup/general/glpi-network`)
    await expect(page.getByRole('heading', { name: 'No such instance' })).toBeVisible()
    // leads to the one that was viewed last
    await page.goto(gateway.url)
    await expect(page).toHaveURL(/\/town-5000\/setup\/general\/glpi-network$/)
    expect(list.asked()).toBe(0)

    await page.getByRole('link', { name: 'Instances' }).click()
    await expect(page.getByRole('table')).toHaveAttribute('aria-rowcount', String(MANY + 2))
    const { request } = page
    await expect(
      await request.post(`${gateway.url}/api/instances`, { data: { id: 'lycee', name: 'A new one' } }),
    ).toBeOK()
    await expect(page.getByRole('link', { name: 'A new one', exact: true })).toBeVisible()
    await expect(await request.put(`${gateway.url}/api/instances/lycee/settings`, { data: { name: 'Again' } })).toBeOK()
    await expect(page.getByRole('link', { name: 'Again', exact: true })).toBeVisible()
    await expect(await request.delete(`${gateway.url}/api/instances/lycee`, AS_PROGRAM)).toBeOK()
    await expect(page.getByRole('table')).toHaveAttribute('aria-rowcount', String(MANY + 2))
    await expect(page.getByRole('link', { name: 'Town 0', exact: true })).toBeVisible()
    const [first, ...later] = list.received
    expect(first?.query).toBe('?since=')
    expect(first?.bytes).toBeLessThan(400_000)
    expect(later.length).toBeGreaterThanOrEqual(2)
    for (const { query, bytes } of later) {
      expect(query).toMatch(/^\?since=[\w-]+\.\d+$/)
      // each replica counts versions of its own: at another one the whole list comes
      expect(bytes).toBeLessThan(isOnReplicas ? 400_000 : 1500)
    }
  },
)

test(
  'a few rows are drawn with each frame, and then all that are on screen',
  { tag: '@full' },
  async ({ panel, gateway }) => {
    const { page } = panel
    await seedFleet(await gateway.openStore(), 1000)
    await page.goto(`${gateway.url}/instances`)
    await expect(page.getByRole('table')).toBeVisible()
    const most = await page.evaluate(async () => {
      const body = document.querySelector('tbody')
      if (body === null) throw new Error('there is no list')
      let [added, highest] = [0, 0]
      new MutationObserver((changes) => {
        for (const { addedNodes } of changes) added += addedNodes.length
      }).observe(body, { childList: true })
      const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve))
      for (let frame = 0; frame < 60; frame += 1) {
        if (frame % 20 === 0) scrollTo(0, 4000 * (frame + 1))
        await nextFrame()
        highest = Math.max(highest, added)
        added = 0
      }
      return highest
    })
    expect(most).toBe(2)
    // each one is styled, placed and painted while the list is scrolled
    expect(await rows(page).first().locator('*').count()).toBeLessThan(20)
    // the end of the list
    await expect(page.getByRole('row', { name: /Town 999/ })).toBeInViewport()
  },
)

test(
  'a list that is read anew stays where it is, and so does the focus',
  { tag: '@full' },
  async ({ panel, gateway }) => {
    const { page } = panel
    await seedFleet(await gateway.openStore(), 300)
    await page.clock.install()
    await page.goto(`${gateway.url}/instances`)
    await expect(page.getByRole('table')).toBeVisible()
    await page.evaluate(() => scrollTo(0, 8000))
    const link = page.getByRole('link', { name: 'Town 150', exact: true })
    await link.focus()
    const place = await page.evaluate(() => scrollY)
    const data = { name: 'Town 153, annexe' }
    await page.request.put(`${gateway.url}/api/instances/town-153/settings`, { data })
    await page.clock.fastForward('01:01')
    await expect(page.getByRole('link', { name: 'Town 153, annexe', exact: true })).toBeVisible()
    await expect(link).toBeFocused()
    expect(await page.evaluate(() => scrollY)).toBe(place)
  },
)

test('search, states and columns answer, and live in the address', { tag: '@full' }, async ({ panel, gateway }) => {
  const { page } = panel
  await seedFleet(await gateway.openStore(), 1100)
  await page.goto(`${gateway.url}/instances`)
  const search = page.getByRole('searchbox')
  await search.fill('TÔWN 109')
  await expect.poll(() => names(page)).toEqual(['Town 109', ...Array.from({ length: 10 }, (_, at) => `Town 109${at}`)])
  await expect(page.getByRole('button', { name: 'Broken 1', exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Ended 1', exact: true }).click()
  await expect.poll(() => names(page)).toEqual(['Town 1092'])
  await expect(page).toHaveURL(/\?q=T%C3%94WN\+109&state=ended$/)

  // back from an instance to the same view
  await page.getByRole('link', { name: 'Town 1092', exact: true }).click()
  await panel.expectState('Ended')
  await page.goBack()
  await expect(search).toHaveValue('TÔWN 109')
  await expect.poll(() => names(page)).toEqual(['Town 1092'])
  await search.fill('nothing of the kind')
  await expect(page.getByText('No instance matches.')).toBeVisible()
  await page.getByRole('button', { name: 'Clear the filters' }).click()
  await expect(page).toHaveURL(/\/instances$/)

  // the counts of the whole fleet filter too
  await page.getByRole('button', { name: /^330 closed now$/ }).click()
  await expect(page.getByRole('table')).toHaveAttribute('aria-rowcount', '331')
  await expect(page).toHaveURL(/state=ended,refused,broken$/)
  await page.getByRole('button', { name: /^330 closed now$/ }).click()

  const head = (name: string) => page.getByRole('columnheader', { name })
  await page.getByRole('button', { name: 'GLPI', exact: true }).press('Enter')
  await expect(head('GLPI').first()).toHaveAttribute('aria-sort', 'ascending')
  await expect(rows(page).first()).toContainText('9.5.13')
  await page.getByRole('button', { name: 'GLPI', exact: true }).press('Enter')
  await expect(head('GLPI').first()).toHaveAttribute('aria-sort', 'descending')
  await expect(rows(page).first()).toContainText('11.0.2')
  await page.getByRole('button', { name: 'State', exact: true }).press('Enter')
  await expect(rows(page).first()).toContainText('Broken')
  await page.getByRole('button', { name: 'Left', exact: true }).press('Enter')
  await expect(rows(page).first()).toContainText('ended 3 days ago')
  await page.reload()
  await expect(head('Left')).toHaveAttribute('aria-sort', 'ascending')
})

test('all that is shown is checked, and what got no answer is named', { tag: '@full' }, async ({ panel, gateway }) => {
  const { page } = panel
  const add = async (id: string, servicesUrl: string) => {
    await page.request.post(`${gateway.url}/api/instances`, { data: { id, name: `Town ${id}`, servicesUrl } })
    const data = { key: sandboxKey('standard') }
    await page.request.put(`${gateway.url}/api/instances/${id}/registration`, { data })
  }
  await add('one', gateway.sandboxUrl)
  await add('two', 'http://127.0.0.1:9')
  await page.goto(`${gateway.url}/instances?q=town`)
  await page.getByRole('button', { name: 'Check all' }).click()
  const told = page.locator('.lk-message')
  await expect(told).toContainText('Checked 1 of 2')
  await expect(told.getByRole('listitem')).toHaveText(['Town two: The connection was refused'])
  await expect(page.getByRole('button', { name: 'Check all' })).toBeFocused()
  await panel.expectAccessible()
  // it is the gateway's: it is still known on the way back
  await page.getByRole('link', { name: 'Causes' }).click()
  await page.goBack()
  await expect(told).toContainText('Checked 1 of 2')
  await told.getByRole('button', { name: 'Close' }).click()
  await expect(told).toBeHidden()

  // both have one key
  await page.getByRole('button', { name: 'Shared 2' }).click()
  await expect(page).toHaveURL(/\?q=town&key=shared$/)
  await expect(page.getByRole('button', { name: 'Active 1' })).toBeVisible()
  await page.getByRole('button', { name: 'All 2' }).click()
  await expect(page).toHaveURL(/\?q=town$/)
})

test(
  'some are chosen, checked and removed, and a table goes out and comes in',
  { tag: '@full' },
  async ({ panel, gateway }) => {
    const { page } = panel
    await seedFleet(await gateway.openStore(), 1000)
    const data = { id: 'quay', name: 'Town quay', servicesUrl: gateway.sandboxUrl }
    await page.request.post(`${gateway.url}/api/instances`, { data })
    await page.request.put(`${gateway.url}/api/instances/quay/registration`, { data: { key: sandboxKey('standard') } })
    for (const berth of [1, 2, 3, 4, 5, 6, 7])
      await page.request.post(`${gateway.url}/api/instances`, {
        data: { id: `quay-${berth}`, name: `Town quay ${berth}`, servicesUrl: gateway.sandboxUrl },
      })
    await page.goto(`${gateway.url}/instances?q=town`)
    const chosen = page.locator('.lk-chosen')
    const choose = (name: string) => page.getByRole('checkbox', { name: `Choose ${name}`, exact: true })

    // a range, then all that the filter shows, then none
    await choose('Town 0').check()
    await choose('Town 4').click({ modifiers: ['Shift'] })
    await expect(chosen).toContainText('5 chosen')
    await page.getByRole('checkbox', { name: 'Choose all that are shown' }).click()
    await expect(chosen).toContainText('1,008 chosen')
    await chosen.getByRole('button', { name: 'Choose none' }).click()
    await expect(chosen).toBeHidden()

    // what the filter hides is left alone
    await choose('Town 1').check()
    await page.getByRole('searchbox').fill('town quay')
    await choose('Town quay').press('Space')
    await expect(chosen).toContainText('1 chosen')
    await panel.expectAccessible()
    await chosen.getByRole('button', { name: 'Check now' }).click()
    await expect(page.getByText('Checked 1 of 1')).toBeVisible()
    await page.getByRole('button', { name: 'Close', exact: true }).click()

    const csv = page.waitForEvent('download')
    await page.getByRole('button', { name: 'CSV' }).click()
    const table = await readFile(await (await csv).path(), 'utf8')
    expect(table).toContain(`Town quay,quay,${gateway.sandboxUrl},active,`)

    await chosen.getByRole('button', { name: 'Remove…' }).click()
    await expect(page.getByRole('dialog')).toContainText('Remove 1 instance?')
    await page.getByRole('button', { name: 'Keep them' }).click()
    await page.getByRole('searchbox').fill('town quay')
    await page.getByRole('checkbox', { name: 'Choose all that are shown' }).check()
    await expect(chosen).toContainText('8 chosen')
    await chosen.getByRole('button', { name: 'Remove…' }).click()
    await expect(page.getByRole('dialog').getByRole('listitem')).toHaveText([
      'Town quay',
      'Town quay 1',
      'Town quay 2',
      'Town quay 3',
      'Town quay 4',
      'and 3 more',
    ])
    await panel.expectAccessible()
    await page.getByRole('button', { name: 'Remove for good' }).click()
    await expect(page.getByText('Removed 8 of 8')).toBeVisible()
    await expect(page.getByText('No instance matches.')).toBeVisible()

    // nothing is written before every line was seen
    await page.getByRole('link', { name: 'Add many…' }).click()
    const lines = [
      'name,id,glpi',
      'École,,glpi.example',
      'Town 1,town-1,',
      ',nameless,',
      'Key,key,eyJhbGciOiJIUzI1NiIsInR5',
    ]
    await page.getByRole('textbox', { name: 'Table (CSV)' }).fill(`${lines.join('\n')}\n`)
    await expect(page.getByText('Can be added: 1 of 4')).toBeVisible()
    await expect(page.getByRole('row', { name: /^5/ })).toContainText('holds a key or a password')
    await expect(page.getByRole('main').getByRole('table')).not.toContainText('eyJ')
    await panel.expectAccessible()
    await page.getByRole('button', { name: 'Add 1 instance' }).click()
    await expect(page.getByText('Added 1 of 1')).toBeVisible()
    const added = await page.request.get(`${gateway.url}/api/instances/ecole/settings`)
    expect(await added.json()).toMatchObject({ name: 'École', connection: { rest: { url: 'https://glpi.example' } } })
  },
)
