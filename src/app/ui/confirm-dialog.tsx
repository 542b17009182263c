import { useEffect, useId, useRef, type ReactNode } from 'react'

type Props = { title: ReactNode; children: ReactNode; onCancel: () => void; actions: ReactNode }

/** A question that has to be answered. The browser's own dialog keeps the focus in, and gives it back. */
export function ConfirmDialog({ title, children, onCancel, actions }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()

  useEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    return () => shown?.close()
  }, [])

  return (
    <dialog
      ref={dialog}
      className="lk-question"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-body`}
      onCancel={(event) => {
        event.preventDefault()
        onCancel()
      }}
    >
      <h2 id={`${id}-title`}>{title}</h2>
      <div id={`${id}-body`}>{children}</div>
      <div className="lk-actions">{actions}</div>
    </dialog>
  )
}
