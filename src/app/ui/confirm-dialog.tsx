import { useId, useLayoutEffect, useRef, type ComponentProps, type ReactNode } from 'react'
import { Button } from './button.tsx'

type Answer = { label: ReactNode; variant?: NonNullable<ComponentProps<typeof Button>['variant']>; onPress: () => void }

type Props = {
  title: ReactNode
  children: ReactNode
  /** The harmless answer. It has the focus when the dialog opens. */
  safe: Answer
  /** What the question is about. */
  action: Answer & { isBusy: boolean }
  /** Why the action failed; null if it did not, or if that is shown elsewhere. */
  failure: ReactNode
  /** Escape. */
  onCancel: () => void
}

/** A question that must be answered. The browser's own dialog keeps the focus inside, and gives it back when it closes. */
export function ConfirmDialog({ title, children, safe, action, failure, onCancel }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()

  // before React takes the dialog out of the page: only then does the browser give the focus back
  useLayoutEffect(() => {
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
      <div id={`${id}-body`}>
        {children}
        {failure}
      </div>
      <div className="lk-actions">
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the harmless answer, in a dialog that was just opened */}
        <Button variant={safe.variant ?? 'plain'} onClick={safe.onPress} autoFocus>
          {safe.label}
        </Button>
        <Button variant={action.variant ?? 'plain'} busy={action.isBusy} onClick={action.onPress}>
          {action.label}
        </Button>
      </div>
    </dialog>
  )
}
