import type { Browser, Page } from 'playwright'

type TraceEvent = { name: string; cat: string; pid: number; tid: number; ts: number; dur?: number; tdur?: number }

/** Milliseconds of processor time that the page's main thread has used until it noted `mark`. */
export async function mainThreadUntil(
  browser: Browser,
  page: Page,
  mark: string,
  visit: () => Promise<void>,
): Promise<number> {
  await browser.startTracing(page, { categories: ['toplevel', 'blink.user_timing'] })
  try {
    await visit()
  } catch (error) {
    await browser.stopTracing()
    throw error
  }
  const { traceEvents }: { traceEvents: TraceEvent[] } = JSON.parse((await browser.stopTracing()).toString())
  const shown = traceEvents.find(({ name }) => name === `bench-${mark}`)
  if (!shown) throw new Error(`the trace has no "${mark}"`)
  const tasks = traceEvents.filter(
    ({ name, pid, tid, ts }) =>
      name === 'ThreadControllerImpl::RunTask' && pid === shown.pid && tid === shown.tid && ts <= shown.ts,
  )
  if (tasks.length === 0) throw new Error('the trace has no tasks of the main thread')
  return tasks.reduce((sum, { tdur, dur }) => sum + (tdur ?? dur ?? 0), 0) / 1000
}
