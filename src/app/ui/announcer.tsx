import { useSyncExternalStore } from 'react'

let sentence = ''
const listeners = new Set<() => void>()

/** Has a sentence read out; for a verdict that changed while the eyes were elsewhere. */
export function announce(text: string): void {
  // the same words twice in a row are a change only if the text differs
  sentence = text === sentence ? `${text}\u00A0` : text
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The one live region, mounted with the page: a region that comes with its text is often not read. */
export function Announcer() {
  const text = useSyncExternalStore(subscribe, () => sentence)
  return (
    <output className="visually-hidden" aria-label="Latchkey">
      {text}
    </output>
  )
}
