import { Trans, useLingui } from '@lingui/react/macro'
import { Breadcrumb } from '../shell/breadcrumb.tsx'
import { Shell } from '../shell/shell.tsx'
import { CheckKeyCard } from './check-key-card.tsx'

/** The check by text alone, as a page of the panel. */
export function CheckKeyPage() {
  const { t } = useLingui()
  return (
    <Shell title={t`Check a key`} breadcrumb={<Breadcrumb trail={[]} here={<Trans>Check a key</Trans>} />}>
      <CheckKeyCard />
    </Shell>
  )
}
