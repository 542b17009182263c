import { Trans } from '@lingui/react/macro'
import { IconRoute } from '@tabler/icons-react'
import type { ReactNode } from 'react'

export const GuideHead = ({ children }: { children?: ReactNode }) => (
  <header className="lk-card-head">
    <h1>
      <IconRoute size={20} aria-hidden="true" /> <Trans>Guided setup</Trans>
    </h1>
    {children}
  </header>
)
