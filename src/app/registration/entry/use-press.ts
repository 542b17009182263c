import { useRef, useState } from 'react'
import { loadInspector } from './inspector.ts'

/** Whoever presses a button before the page can look at the text is not asked to press again: the press waits. */
export function usePress() {
  const latest = useRef(0)
  const [wait, setWait] = useState<'over' | 'looking' | 'in-vain'>('over')

  /** A later press, and another text, take the place of a press that still waits. */
  function forget() {
    latest.current += 1
    setWait('over')
  }

  async function press(act: () => Promise<void>) {
    latest.current += 1
    const own = latest.current
    setWait('looking')
    const isThere = await loadInspector().then(
      () => true,
      () => false,
    )
    if (own !== latest.current) return
    setWait(isThere ? 'over' : 'in-vain')
    if (isThere) await act()
  }

  return { wait, press, forget }
}
