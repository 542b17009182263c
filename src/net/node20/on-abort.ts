type Watch = { callbacks: ((() => void) | null)[]; underWay: number; unlisten: () => void }

const watches = new WeakMap<AbortSignal, Watch>()

/**
 * Calls `stop` when the signal aborts. The function that is returned takes `stop` off again.
 *
 * Only for Node 20, where `AbortSignal.any` leaks: a signal that lives long keeps every signal that was derived from it. Listeners of
 * one's own do little better. Node warns from the eleventh on, and its linked list of listeners (like a `Set`) leads from old, removed
 * entries to newer ones, so that V8 keeps all that those hold. So each signal gets one listener while anything is under way, and an
 * array with a slot for each call.
 */
export function onAbort(signal: AbortSignal, stop: () => void): () => void {
  const watch = watches.get(signal) ?? startWatch(signal)
  const { callbacks } = watch
  const free = callbacks.indexOf(null)
  const slot = free < 0 ? callbacks.length : free
  callbacks[slot] = stop
  watch.underWay += 1
  return () => {
    if (callbacks[slot] !== stop) return
    callbacks[slot] = null
    watch.underWay -= 1
    if (watch.underWay === 0) watch.unlisten()
  }
}

function startWatch(signal: AbortSignal): Watch {
  const callbacks: Watch['callbacks'] = []
  // a callback may take off others
  const callAll = () => {
    for (let slot = 0; slot < callbacks.length; slot += 1) callbacks[slot]?.()
  }
  const unlisten = () => {
    signal.removeEventListener('abort', callAll)
    watches.delete(signal)
  }
  const watch = { callbacks, underWay: 0, unlisten }
  watches.set(signal, watch)
  signal.addEventListener('abort', callAll, { once: true })
  return watch
}
