import type { Browser, Page } from 'playwright'

type TraceEvent = { name: string; cat: string; pid: number; tid: number; ts: number; dur?: number; tdur?: number }

/** A task of a page's main thread with the promises that it set off, in milliseconds. */
export type MainThreadTask = {
  /** Of the processor's time: what others do on the machine meanwhile does not count. */
  work: number
  /** By the clock. */
  duration: number
}

/** @returns for each mark that was noted, how many milliseconds of processor time the page's main thread had used by then. */
export async function watchMainThread(
  browser: Browser,
  page: Page,
  visit: () => Promise<void>,
): Promise<(mark: string) => number> {
  const traceEvents = await trace(browser, page, visit)
  return (name) => {
    const mark = markOf(name, traceEvents)
    return sum(tasksOfMainThread(mark, traceEvents).flatMap((events) => events.filter(({ ts }) => ts <= mark.ts)))
  }
}

/** The tasks of the page's main thread while something is done, in their order. */
export async function tasksDuring(browser: Browser, page: Page, act: () => Promise<void>): Promise<MainThreadTask[]> {
  const note = (name: string) => page.evaluate((mark) => void performance.mark(`bench-${mark}`), name)
  const traceEvents = await trace(browser, page, async () => {
    await note('begin')
    await act()
    await note('end')
  })
  const [begin, end] = [markOf('begin', traceEvents), markOf('end', traceEvents)]
  return tasksOfMainThread(begin, traceEvents)
    .filter(([{ ts }]) => begin.ts <= ts && ts <= end.ts)
    .map((events) => ({
      work: sum(events),
      duration: events.reduce((ms, { dur = 0 }) => ms + dur / 1000, 0),
    }))
}

async function trace(browser: Browser, page: Page, act: () => Promise<void>): Promise<TraceEvent[]> {
  await browser.startTracing(page, { categories: ['toplevel', 'blink.user_timing'] })
  try {
    await act()
  } catch (error) {
    await browser.stopTracing()
    throw error
  }
  const { traceEvents }: { traceEvents: TraceEvent[] } = JSON.parse((await browser.stopTracing()).toString())
  return traceEvents
}

function markOf(name: string, traceEvents: readonly TraceEvent[]): TraceEvent {
  const mark = traceEvents.find((event) => event.name === `bench-${name}`)
  if (!mark) throw new Error(`the trace has no "${name}"`)
  return mark
}

type EventsOfTask = [task: TraceEvent, ...promises: TraceEvent[]]

/** Each task of the thread of a mark. What a promise sets off is run after the task, and in the trace stands beside it. */
function tasksOfMainThread({ pid, tid }: TraceEvent, traceEvents: readonly TraceEvent[]): EventsOfTask[] {
  const ofThread = (wanted: string) =>
    traceEvents
      .filter((event) => event.name === wanted && event.pid === pid && event.tid === tid)
      .toSorted((one, other) => one.ts - other.ts)
  const tasks = ofThread('ThreadControllerImpl::RunTask').map((task): EventsOfTask => [task])
  if (tasks.length === 0) throw new Error('the trace has no tasks of the main thread')
  let at = 0
  for (const checkpoint of ofThread('BlinkScheduler_PerformMicrotaskCheckpoint')) {
    while ((tasks[at + 1]?.[0].ts ?? Infinity) <= checkpoint.ts) at += 1
    const task = tasks[at]
    if (task && checkpoint.ts >= task[0].ts + (task[0].dur ?? 0)) task.push(checkpoint)
  }
  return tasks
}

/** Milliseconds of processor time. */
const sum = (events: readonly TraceEvent[]): number =>
  events.reduce((ms, { tdur, dur }) => ms + (tdur ?? dur ?? 0) / 1000, 0)
