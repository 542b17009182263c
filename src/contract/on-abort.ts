type Stops = ((() => void) | null)[]

/** An AbortSignal, as far as it is used: no `lib` of this folder names it. */
type Abortable = { addEventListener(type: 'abort', listener: () => void, options: { once: true }): void }

const stopsOf = new WeakMap<Abortable, Stops>()

/**
 * Calls `stop` once the signal aborts, unless what is returned was called before. For a signal that outlives thousands of calls it
 * registers one listener, where Node would warn of the eleventh, and keeps a place for each call that is under way: Node's linked list of listeners, and a `Set` as well, lead
 * from entries that were taken out and have grown old to later ones, so that V8 carries along all that those hold.
 */
export function onAbort(signal: Abortable, stop: () => void): () => void {
  const stops = stopsOf.get(signal) ?? listenedTo(signal)
  const free = stops.indexOf(null)
  const place = free < 0 ? stops.length : free
  stops[place] = stop
  return () => {
    if (stops[place] === stop) stops[place] = null
  }
}

function listenedTo(signal: Abortable): Stops {
  const stops: Stops = []
  stopsOf.set(signal, stops)
  // one may take others out as it is called
  const stopAll = () => {
    for (let place = 0; place < stops.length; place += 1) stops[place]?.()
  }
  signal.addEventListener('abort', stopAll, { once: true })
  return stops
}
