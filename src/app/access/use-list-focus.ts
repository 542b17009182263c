import { useEffect, useRef, type RefObject } from 'react'

/** A row that goes takes the focus with it: then the list has it. @param count of its rows. */
export function useListFocus<Element extends HTMLElement>(count: number): RefObject<Element | null> {
  const list = useRef<Element>(null)
  const before = useRef(count)
  useEffect(() => {
    if (count < before.current && document.activeElement === document.body) list.current?.focus()
    before.current = count
  }, [count])
  return list
}
