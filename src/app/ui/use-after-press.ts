import { useEffect, useRef } from 'react'

const RELEASES = ['pointerup', 'pointercancel']

/**
 * What a press takes the focus from may change its size, and the button that is pressed would move away from under the pointer: a
 * press that ends elsewhere is no click.
 * @returns does its work at once, or once the pointer that is pressed was released.
 */
export function useAfterPress(): (work: () => void) => void {
  const isPressed = useRef(false)
  useEffect(() => {
    const note = ({ type }: Event) => {
      isPressed.current = type === 'pointerdown'
    }
    const types = ['pointerdown', ...RELEASES]
    for (const type of types) addEventListener(type, note, { capture: true })
    return () => {
      for (const type of types) removeEventListener(type, note, { capture: true })
    }
  }, [])
  return (work) => {
    if (!isPressed.current) return work()
    const released = new AbortController()
    const onRelease = () => {
      released.abort()
      // the click comes after the release
      setTimeout(work)
    }
    for (const type of RELEASES) addEventListener(type, onRelease, { signal: released.signal })
  }
}
