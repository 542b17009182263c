import { IconAlertTriangle, IconCircleCheck, IconCircleDashed, IconCircleX, IconInfoCircle } from '@tabler/icons-react'
import type { Tone } from './tone.ts'

const ICONS: Record<Tone, typeof IconCircleCheck> = {
  success: IconCircleCheck,
  warning: IconAlertTriangle,
  danger: IconCircleX,
  info: IconInfoCircle,
  neutral: IconCircleDashed,
}

/** Repeats for the eye what the words beside it say. */
export function StatusIcon({ tone }: { tone: Tone }) {
  const Icon = ICONS[tone]
  return <Icon size={20} aria-hidden="true" className="lk-status-icon lk-tone-text" data-tone={tone} />
}
