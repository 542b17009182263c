import { useEffect, useRef, type RefObject } from 'react'

/** Gives the focus to what appears in place of what had it. @param isWanted as it is when the element appears. */
export function useFocusOnce<Element extends HTMLElement>(isWanted: boolean): RefObject<Element | null> {
  const element = useRef<Element>(null)
  const isFirst = useRef(isWanted)
  useEffect(() => {
    if (isFirst.current) element.current?.focus()
  }, [])
  return element
}
