import type { MouseEvent } from 'react'
import { useLocation } from 'wouter'

/** Follows the plain links of a part of the page without loading it anew; what opens elsewhere is the browser's. */
export function useFollow(): (event: MouseEvent) => void {
  const [, go] = useLocation()
  return (event) => {
    const { target, button, ctrlKey, metaKey, shiftKey, altKey } = event
    const link = target instanceof Element ? target.closest<HTMLAnchorElement>('a[href^="/"]') : null
    if (link === null || button !== 0 || ctrlKey || metaKey || shiftKey || altKey) return
    event.preventDefault()
    go(link.getAttribute('href') ?? '')
  }
}
