import { useLayoutEffect, useRef, type ReactNode } from 'react'

type Props = { label: string; className: string; children: ReactNode; onClose: () => void }

/** A dialog that Escape or a press beside it closes. The browser keeps the focus inside, and gives it back. */
export function ModalDialog({ label, className, children, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  // before React takes the dialog out of the page: only then does the browser give the focus back
  useLayoutEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    return () => shown?.close()
  }, [])
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events -- Escape does the same
    <dialog
      ref={dialog}
      className={className}
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={({ target }) => target === dialog.current && onClose()}
    >
      {children}
    </dialog>
  )
}
