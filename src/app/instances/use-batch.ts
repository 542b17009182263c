import { useEffect, useRef, useState } from 'react'
import { forEachLimited } from '#contract/for-each-limited.ts'
import type { CauseCode } from '#domain/causes.ts'

/** As many as are worked on at once. */
const AT_ONCE = 4
/** What was done reaches the list together, because each change of it costs as much as the fleet is large. */
const SHOW_EVERY_MS = 400

export type BatchItem = { id: string; name: string }

/** Why one failed: a refusal or no answer of the gateway, or what GLPI Network's silence is put down to. */
export type BatchFailure = { item: BatchItem; why: Error | CauseCode | null }

export type Batch = {
  kind: 'check' | 'remove' | 'add'
  total: number
  done: number
  failed: readonly BatchFailure[]
  phase: 'running' | 'ended' | 'cancelled'
}

export type BatchWork<Item> = {
  kind: Batch['kind']
  items: readonly Item[]
  /** Answers undefined where it went well. It may throw as well. */
  act: (item: Item, signal: AbortSignal) => Promise<BatchFailure['why'] | undefined>
  /** Now and then, and at the end. */
  onProgress: () => void
}

/** Does one thing for many instances, a few at a time. @param onOver once all are through, or somebody cancelled. */
export function useBatch<Item extends BatchItem>(onOver: (batch: Batch) => void) {
  const [batch, setBatch] = useState<Batch | null>(null)
  const stopper = useRef(new AbortController())
  useEffect(() => () => stopper.current.abort(), [])

  async function start({ kind, items, act, onProgress }: BatchWork<Item>) {
    stopper.current = new AbortController()
    const { signal } = stopper.current
    let known: Batch = { kind, total: items.length, done: 0, failed: [], phase: 'running' }
    const show = () => {
      setBatch(known)
      onProgress()
    }
    setBatch(known)
    const timer = setInterval(show, SHOW_EVERY_MS)
    await forEachLimited(items, { concurrency: AT_ONCE, isStopping: () => signal.aborted }, async (item) => {
      const why = await act(item, signal).catch((error: unknown) =>
        error instanceof Error ? error : new Error(String(error)),
      )
      // what was given up is neither done nor failed
      if (signal.aborted && why instanceof Error) return
      const failed = why === undefined ? known.failed : [...known.failed, { item, why }]
      known = { ...known, done: known.done + 1, failed }
    })
    clearInterval(timer)
    known = { ...known, phase: signal.aborted ? 'cancelled' : 'ended' }
    show()
    onOver(known)
  }

  return { batch, start, cancel: () => stopper.current.abort(), forget: () => setBatch(null) }
}
