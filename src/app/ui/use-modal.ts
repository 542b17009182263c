import { useLayoutEffect, useRef, type ReactEventHandler } from 'react'

/**
 * For a `dialog` that is open for as long as it is mounted: the browser keeps the focus inside, and gives it back.
 * @param onCancel Escape was pressed.
 */
export function useModal(onCancel: () => void) {
  const ref = useRef<HTMLDialogElement>(null)
  // before React takes the dialog out of the page: only then does the browser give the focus back
  useLayoutEffect(() => {
    const shown = ref.current
    shown?.showModal()
    return () => shown?.close()
  }, [])
  const cancel: ReactEventHandler<HTMLDialogElement> = (event) => {
    event.preventDefault()
    onCancel()
  }
  return { ref, onCancel: cancel }
}
