import type { Browser, Locator, Page } from 'playwright'
import { manyPlugins } from '#sandbox/catalogue.ts'
import { startSandbox } from '#sandbox/server.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { expectOk, type BenchGateway } from '../gateway.ts'
import { MANY_INSTANCES } from '../many-instances.ts'
import type { BenchReport } from '../report.ts'
import { atRest, signedInContext } from './chromium.ts'
import { tasksDuring, type MainThreadTask } from './main-thread.ts'

/** So much slower is the processor that is meant. */
const SLOW_DOWN = 4
const LONG_MS = 50
const MANY_PLUGINS = 2000
/** Typed as a fast typist does. */
const KEY_PAUSE_MS = 40

/** What somebody does on a page; the same is done on a page that has nothing but what is needed for it. */
type Doing = {
  what: string
  path: string
  /** Not measured: the test driver, too, works in the page. */
  prepare: (page: Page) => Promise<void>
  act: (page: Page) => Promise<void>
}

const TYPED_INTO_KEY = 'Bonjour, voici la cle : eyJzaWduYXR1cmUiOiJhYmMifQ=='

const typeInto = (field: (page: Page) => Locator, text: string, pauseMs: number): Pick<Doing, 'prepare' | 'act'> => ({
  prepare: (page) => field(page).focus(),
  act: (page) => page.keyboard.type(text, { delay: pauseMs }),
})

const searchFor = (text: string) => typeInto((page) => page.getByRole('searchbox'), text, 4 * KEY_PAUSE_MS)

const DOINGS: readonly Doing[] = [
  {
    what: 'while a key is typed',
    path: '/town-0/setup/general/glpi-network',
    ...typeInto((page) => page.getByRole('textbox', { name: 'Registration key' }), TYPED_INTO_KEY, KEY_PAUSE_MS),
  },
  {
    what: `while ${MANY_PLUGINS.toLocaleString('en')} plugins are searched`,
    path: '/market/setup/general/marketplace',
    ...searchFor('plugin 123 number'),
  },
  {
    what: `while ${MANY_INSTANCES.toLocaleString('en')} instances are searched`,
    path: '/instances',
    ...searchFor('town 99'),
  },
  {
    what: `while ${MANY_INSTANCES.toLocaleString('en')} instances are scrolled`,
    path: '/instances',
    prepare: async (page) => {
      // the list has come
      await page.waitForFunction(() => document.documentElement.scrollHeight > 100_000)
      await page.mouse.move(640, 600)
    },
    act: async (page) => {
      for (let step = 0; step < 40; step += 1) {
        await page.mouse.wheel(0, 400)
        await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))
      }
    },
  },
]

const EMPTY_PAGE = `<!doctype html><title>Nothing</title>
<input type="search"><input aria-label="Registration key"><p style="height: 560000px"></p>`

/** @param rate by how much Chromium is to slow the page down. */
async function tasksOf(browser: Browser, page: Page, { prepare, act }: Doing, rate: number) {
  await prepare(page)
  await atRest(page)
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate })
  const tasks = await tasksDuring(browser, page, async () => {
    await act(page)
    await atRest(page)
  })
  await page.context().close()
  return tasks
}

async function onPage(browser: Browser, gateway: BenchGateway, doing: Doing, rate = 1): Promise<MainThreadTask[]> {
  const page = await (await signedInContext(browser, gateway)).newPage()
  await page.goto(`${gateway.url}${doing.path}`)
  return tasksOf(browser, page, doing, rate)
}

async function onEmptyPage(browser: Browser, doing: Doing): Promise<MainThreadTask[]> {
  const page = await (await browser.newContext()).newPage()
  await page.setContent(EMPTY_PAGE)
  return tasksOf(browser, page, doing, 1)
}

/** Milliseconds of a task on the slow processor. */
const slowed = ({ work }: MainThreadTask): number => SLOW_DOWN * work

const countLong = (tasks: readonly MainThreadTask[], msOf: (task: MainThreadTask) => number): number =>
  tasks.filter((task) => msOf(task) > LONG_MS).length

const inWords = (tasks: readonly MainThreadTask[]): string =>
  `${countLong(tasks, slowed)}, longest ${Math.max(...tasks.map(slowed)).toFixed(0)} ms`

/** An instance whose catalogue is long. */
async function addMarket(gateway: BenchGateway, servicesUrl: string): Promise<void> {
  await expectOk(
    gateway.call('POST', '/api/instances', { id: 'market', name: 'Market', servicesUrl, glpiVersion: '11.0.8' }),
  )
  await expectOk(gateway.call('PUT', '/api/instances/market/registration', { key: sandboxKey('standard') }))
}

/** What holds up a page on a slow processor while somebody types or scrolls. */
export async function benchLongTasks(report: BenchReport, browser: Browser, gateway: BenchGateway): Promise<void> {
  const vendor = await startSandbox({ port: 0, plugins: manyPlugins(MANY_PLUGINS) })
  try {
    await addMarket(gateway, vendor.url)
    for (const doing of DOINGS) {
      const one = await onPage(browser, gateway, doing)
      const empty = await onEmptyPage(browser, doing)
      const other = await onPage(browser, gateway, doing)
      const byClock = await onPage(browser, gateway, doing, SLOW_DOWN)
      report.add({
        what: `tasks over ${LONG_MS} ms at ${SLOW_DOWN}x slow-down ${doing.what}`,
        value: countLong(one, slowed),
        unit: '',
        budget: 0,
        detail: `${inWords(one)}; the same again: ${inWords(other)}; an empty page: ${inWords(empty)}; slowed down by Chromium, by the clock: ${countLong(byClock, ({ duration }) => duration)}`,
      })
    }
  } finally {
    await vendor.close()
  }
}
