import { IconKey } from '@tabler/icons-react'

export const Brand = () => (
  <span className="lk-brand">
    <IconKey size={22} aria-hidden="true" />
    Latchkey
  </span>
)
