import { useRef, useState } from 'react'
import { loadInspector } from './inspector.ts'

/** A button pressed before the page can inspect the text need not be pressed again: the press waits. */
export function usePress() {
  const latest = useRef(0)
  const [status, setStatus] = useState<'idle' | 'waiting' | 'failed'>('idle')

  /** A later press or another text replaces a press that still waits. */
  function cancel() {
    latest.current += 1
    setStatus('idle')
  }

  async function press(act: () => Promise<void>) {
    latest.current += 1
    const current = latest.current
    setStatus('waiting')
    const isLoaded = await loadInspector().then(
      () => true,
      () => false,
    )
    if (current !== latest.current) return
    setStatus(isLoaded ? 'idle' : 'failed')
    if (isLoaded) await act()
  }

  return { status, press, cancel }
}
