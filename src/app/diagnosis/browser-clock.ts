import { readClock } from '#domain/clocks.ts'
import type { DiagnosisForm } from '#contract/diagnosis.ts'
import { call } from '../call.ts'

type BrowserClock = NonNullable<DiagnosisForm['browserClock']>

const ROUND_TRIPS = 3

/**
 * How far this browser's clock is from the gateway's, by the shortest of three round trips.
 * null if the gateway did not say: a diagnosis continues without it.
 */
export async function readBrowserClock(signal: AbortSignal): Promise<BrowserClock | null> {
  const read: BrowserClock[] = []
  try {
    while (read.length < ROUND_TRIPS) read.push(await compared(signal))
  } catch {
    signal.throwIfAborted()
  }
  return read.toSorted((one, other) => one.uncertaintySeconds - other.uncertaintySeconds)[0] ?? null
}

async function compared(signal: AbortSignal): Promise<BrowserClock> {
  const [sentAt, start] = [Date.now(), performance.now()]
  const { now } = await call('gateway.health', { signal })
  // a clock that is set meanwhile must not change how long it took
  const receivedAt = sentAt + (performance.now() - start)
  const gateway = readClock('gateway', { sentAt, receivedAt, theirs: Date.parse(now), resolutionMs: 1 })
  return { offsetSeconds: -gateway.offsetSeconds, uncertaintySeconds: gateway.uncertaintySeconds }
}
