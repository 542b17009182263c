import { IconCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'

/** Beside the button that was pressed: what was done, where nothing else on the page shows it. Read out by `announce`, once. */
export const Done = ({ children }: { children: ReactNode }) => (
  <span className="text-secondary">
    <IconCheck size={16} aria-hidden="true" /> {children}
  </span>
)
