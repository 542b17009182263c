import type { ReactNode } from 'react'
import { useModal } from './use-modal.ts'

type Props = { label: string; className: string; children: ReactNode; onClose: () => void }

/** A dialog that Escape or a press beside it closes. */
export const ModalDialog = ({ label, className, children, onClose }: Props) => (
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events -- Escape does the same from the keyboard
  <dialog
    {...useModal(onClose)}
    className={className}
    aria-label={label}
    onClick={({ target, currentTarget }) => target === currentTarget && onClose()}
  >
    {children}
  </dialog>
)
