import { useLayoutEffect, useRef, useState } from 'react'

/** The width of an element in CSS pixels, now and whenever it changes; 0 before it is known. */
export function useWidth<One extends HTMLElement>() {
  const element = useRef<One>(null)
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const { current } = element
    if (!current) return undefined
    const measure = () => setWidth(current.clientWidth)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(current)
    return () => observer.disconnect()
  }, [])
  return { element, width }
}
