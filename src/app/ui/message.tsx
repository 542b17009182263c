import type { ReactNode } from 'react'
import { StatusIcon } from './status-icon.tsx'
import type { Tone } from './tone.ts'

type Props = { tone: Tone; title: ReactNode; children?: ReactNode; action?: ReactNode; alert?: boolean }

/** @param alert for what appears because of something the person just did, and is read out at once. */
export function Message({ tone, title, children, action, alert = false }: Props) {
  return (
    <div className="lk-message" data-tone={tone} role={alert ? 'alert' : undefined}>
      <StatusIcon tone={tone} />
      <div className="lk-message-body">
        <p className="lk-message-title">{title}</p>
        {children}
      </div>
      {action}
    </div>
  )
}
