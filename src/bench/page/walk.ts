import type { Browser, BrowserContext, Page } from 'playwright'
import { CHROMIUM_LOOKS } from '../../../e2e/chromium.ts'
import { watchMainThread } from '../browser/main-thread.ts'
import { PageMarks } from './marks.ts'
import type { Subject } from './subject.ts'
import { watchTraffic } from './traffic.ts'

/** Milliseconds, bytes and requests of one person who opens the page, comes again, saves a key and comes again. */
export type Walk = {
  /** Until the field takes text, which is not lost when the scripts come. */
  coldField: number
  /** Until the page has everything, and does what is pressed at once. */
  cold: number
  coldBytes: number
  coldRequests: number
  warmField: number
  warm: number
  warmBytes: number
  warmRequests: number
  /** From the press to what became of the key. */
  save: number
  /** From the press to the moment at which the page says that it is saved. */
  saved: number
  /** A visit that begins with a saved key. */
  warmSaved: number
}

/** Milliseconds of the main thread's processor time, until the field takes text or until the page can be used whole. */
export type Work = {
  coldFieldWork: number
  coldWork: number
  warmFieldWork: number
  warmWork: number
  saveWork: number
  warmSavedWork: number
}

async function openBrowser(browser: Browser, subject: Subject) {
  const context = await browser.newContext(CHROMIUM_LOOKS)
  await context.addCookies([...subject.cookies])
  const marks = await PageMarks.watch(context, subject.conditions)
  return { context, marks, page: await context.newPage() }
}

type Opened = { context: BrowserContext; page: Page; marks: PageMarks }

/** Nobody is back at once: by then the browser has ended the page, and the process that it may have had to itself. */
const AWAY_MS = 500

/** @returns milliseconds until it can be used. */
async function visit({ page, marks }: Opened, address: string, until: string): Promise<number> {
  await page.goto('about:blank')
  await page.waitForTimeout(AWAY_MS)
  marks.forget()
  await page.goto(address, { waitUntil: 'commit' })
  return (await marks.until(until, page)).sinceNavigation
}

/** What is loaded when idle comes too, so that the next visit finds it. */
const settle = (page: Page): Promise<void> => page.waitForLoadState('networkidle')

/** @returns milliseconds from the press to both. */
async function save({ page, marks }: Opened, subject: Subject): Promise<{ saved: number; status: number }> {
  marks.forget()
  await subject.press(page)
  const { at } = await marks.until('click', page)
  const [saved, status] = [await marks.until('saved', page), await marks.until('status', page)]
  return { saved: saved.at - at, status: status.at - at }
}

export async function walk(browser: Browser, subject: Subject, key: string): Promise<Walk> {
  await subject.reset(browser)
  const opened = await openBrowser(browser, subject)
  const { context, page } = opened
  try {
    const traffic = await watchTraffic(await context.newCDPSession(page))
    const look = async (until: string) => {
      traffic.begin()
      const ms = await visit(opened, subject.address, until)
      const { bytes, requests } = traffic.now()
      await settle(page)
      return { ms, bytes, requests }
    }
    const lookForField = async () => {
      const seen = await look('usable')
      return { ...seen, field: (await opened.marks.until('field', page)).sinceNavigation }
    }
    const cold = await lookForField()
    const warm = await lookForField()
    await subject.enter(page, key)
    const { saved, status } = await save(opened, subject)
    await settle(page)
    const warmSaved = await look('usable-saved')
    return {
      coldField: cold.field,
      cold: cold.ms,
      coldBytes: cold.bytes,
      coldRequests: cold.requests,
      warmField: warm.field,
      warm: warm.ms,
      warmBytes: warm.bytes,
      warmRequests: warm.requests,
      save: status,
      saved,
      warmSaved: warmSaved.ms,
    }
  } finally {
    await context.close()
  }
}

/** The same once more under a tracer, which costs time of its own. */
export async function tracedWalk(browser: Browser, subject: Subject, key: string): Promise<Work> {
  await subject.reset(browser)
  const opened = await openBrowser(browser, subject)
  const { context, page } = opened
  try {
    const look = async (until: string) => {
      const workUntil = await watchMainThread(browser, page, async () => {
        await visit(opened, subject.address, until)
      })
      await settle(page)
      return workUntil
    }
    const cold = await look('usable')
    const warm = await look('usable')
    await subject.enter(page, key)
    const saving = await watchMainThread(browser, page, async () => {
      await save(opened, subject)
    })
    await settle(page)
    const saved = await look('usable-saved')
    return {
      coldFieldWork: cold('field'),
      coldWork: cold('usable'),
      warmFieldWork: warm('field'),
      warmWork: warm('usable'),
      saveWork: saving('status'),
      warmSavedWork: saved('usable-saved'),
    }
  } finally {
    await context.close()
  }
}
