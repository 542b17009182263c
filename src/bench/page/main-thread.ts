import type { Browser, Page } from 'playwright'

type TraceEvent = { name: string; cat: string; pid: number; tid: number; ts: number; dur?: number; tdur?: number }

/** @returns for each mark that was noted, how many milliseconds of processor time the page's main thread had used by then. */
export async function watchMainThread(
  browser: Browser,
  page: Page,
  visit: () => Promise<void>,
): Promise<(mark: string) => number> {
  await browser.startTracing(page, { categories: ['toplevel', 'blink.user_timing'] })
  try {
    await visit()
  } catch (error) {
    await browser.stopTracing()
    throw error
  }
  const { traceEvents }: { traceEvents: TraceEvent[] } = JSON.parse((await browser.stopTracing()).toString())
  return (mark) => workUntil(mark, traceEvents)
}

function workUntil(mark: string, traceEvents: readonly TraceEvent[]): number {
  const shown = traceEvents.find(({ name }) => name === `bench-${mark}`)
  if (!shown) throw new Error(`the trace has no "${mark}"`)
  const ofMainThread = (wanted: string) =>
    traceEvents.filter(
      ({ name, pid, tid, ts }) => name === wanted && pid === shown.pid && tid === shown.tid && ts <= shown.ts,
    )
  const tasks = ofMainThread('ThreadControllerImpl::RunTask')
  if (tasks.length === 0) throw new Error('the trace has no tasks of the main thread')
  const isInTask = ({ ts }: TraceEvent) => tasks.some((task) => task.ts <= ts && ts < task.ts + (task.dur ?? 0))
  // what a promise sets off is run after the task, and in the trace stands beside it
  const afterTasks = ofMainThread('BlinkScheduler_PerformMicrotaskCheckpoint').filter((event) => !isInTask(event))
  return [...tasks, ...afterTasks].reduce((sum, { tdur, dur }) => sum + (tdur ?? dur ?? 0), 0) / 1000
}
