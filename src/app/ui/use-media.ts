import { useEffect, useState } from 'react'

/** Whether a media query holds, now and whenever that changes. Asked once: each answer has the browser lay out the page. */
export function useMedia(query: string): boolean {
  const [list] = useState(() => matchMedia(query))
  const [holds, setHolds] = useState(() => list.matches)
  useEffect(() => {
    const onChange = () => setHolds(list.matches)
    list.addEventListener('change', onChange)
    return () => list.removeEventListener('change', onChange)
  }, [list])
  return holds
}
