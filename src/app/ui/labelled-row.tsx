import type { ReactNode } from 'react'

/** A form row as GLPI draws it: the label at the left, what it says at the right. */
export function LabelledRow({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <div className="lk-row">
      <div className="lk-row-label">{label}</div>
      <div className="lk-row-value">{children}</div>
    </div>
  )
}
