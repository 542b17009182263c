import type { Socket } from 'node:net'

/** Sockets that wait, each for the same time at most. */
export type WaitingSockets = {
  /** Since when each has waited, by a clock that nobody can set; the longest first. */
  since: ReadonlyMap<Socket, number>
  /** It waits from now on. */
  add(socket: Socket): void
  /** @returns false where it did not wait. */
  delete(socket: Socket): boolean
}

/**
 * One timer serves all of them: thousands may wait, and a timer of its own would be a good part of what each takes.
 * @param onOver called with each that has waited for `ms`, and waits no longer.
 */
export function createWaitingSockets(ms: number, onOver: (socket: Socket) => void): WaitingSockets {
  const since = new Map<Socket, number>()
  let timer: NodeJS.Timeout | undefined

  function ring(): void {
    timer = undefined
    for (const [socket, from] of since) {
      const left = from + ms - performance.now()
      if (left > 0) return ringIn(left)
      since.delete(socket)
      onOver(socket)
    }
  }

  // it may ring when nobody waits any more, and no program stays for that
  const ringIn = (left: number): void => void (timer = setTimeout(ring, left).unref())

  return {
    since,
    add(socket) {
      since.set(socket, performance.now())
      if (timer === undefined) ringIn(ms)
    },
    delete: (socket) => since.delete(socket),
  }
}
