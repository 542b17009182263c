import './question.css'
import { useId, useLayoutEffect, useRef, type ComponentProps, type ReactNode } from 'react'
import { Button } from './button.tsx'
import { useModal } from './use-modal.ts'

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

/** A question that must be answered. */
export function ConfirmDialog({ title, children, safe, action, failure, onCancel }: Props) {
  const modal = useModal(onCancel)
  const id = useId()
  const safeButton = useRef<HTMLButtonElement>(null)
  // once it is open: before, nothing in it takes the focus, and after, the browser gives it to whatever comes first
  useLayoutEffect(() => safeButton.current?.focus(), [])
  return (
    <dialog {...modal} className="lk-question" aria-labelledby={`${id}-title`} aria-describedby={`${id}-body`}>
      <h2 id={`${id}-title`}>{title}</h2>
      <div id={`${id}-body`}>
        {children}
        {failure}
      </div>
      <div className="lk-actions">
        <Button ref={safeButton} variant={safe.variant ?? 'plain'} onClick={safe.onPress}>
          {safe.label}
        </Button>
        <Button variant={action.variant ?? 'plain'} busy={action.isBusy} onClick={action.onPress}>
          {action.label}
        </Button>
      </div>
    </dialog>
  )
}
