import type { DiagnosisLine } from '#contract/diagnosis.ts'
import type { SnapshotLine } from '#contract/instance-settings.ts'

type Line = DiagnosisLine | SnapshotLine
type Viewer = { send: (line: Line) => void; end: () => void }

export type SharedRun = {
  /** All lines from the first one on, until the run ends. Cancelling the stream or aborting `signal` leaves the run. */
  follow(signal: AbortSignal): ReadableStream<Uint8Array>
  /** Its last viewer left, or somebody stopped it: it takes no new viewers. */
  isStopped(): boolean
  stop(): void
  /** Settles when the last of its work is done; never rejects. */
  done: Promise<void>
}

const encoder = new TextEncoder()

/**
 * One run of `work` that any number of viewers follow. It stops when the last of them leaves.
 * @param work never rejects.
 */
export function startShared(work: (emit: (line: Line) => void, signal: AbortSignal) => Promise<void>): SharedRun {
  const lines: Line[] = []
  const viewers = new Set<Viewer>()
  const stopper = new AbortController()

  const done = work((line) => {
    lines.push(line)
    for (const viewer of viewers) viewer.send(line)
  }, stopper.signal).finally(() => {
    for (const viewer of viewers) viewer.end()
  })

  function leave(viewer: Viewer): boolean {
    const wasThere = viewers.delete(viewer)
    if (viewers.size === 0) stopper.abort()
    return wasThere
  }

  function follow(signal: AbortSignal): ReadableStream<Uint8Array> {
    const viewer: Viewer = { send: () => undefined, end: () => undefined }
    return new ReadableStream({
      start(controller) {
        viewer.send = (line) => controller.enqueue(encoder.encode(`${JSON.stringify(line)}\n`))
        viewer.end = () => leave(viewer) && controller.close()
        for (const line of lines) viewer.send(line)
        viewers.add(viewer)
        signal.addEventListener('abort', viewer.end, { once: true })
        if (signal.aborted) viewer.end()
      },
      cancel: () => void leave(viewer),
    })
  }

  return { follow, done, isStopped: () => stopper.signal.aborted, stop: () => stopper.abort() }
}
