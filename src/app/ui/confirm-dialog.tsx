import { useId, type ComponentProps, type ReactNode } from 'react'
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
  return (
    <dialog {...modal} className="lk-question" aria-labelledby={`${id}-title`} aria-describedby={`${id}-body`}>
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
