import { useEffect, useState } from 'react'

/** Milliseconds since `start`, a `performance.now()`; updated every `step`. */
export function useElapsed(start: number, step: number): number {
  const [now, setNow] = useState(() => performance.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), step)
    return () => clearInterval(timer)
  }, [step])
  return Math.max(0, now - start)
}
