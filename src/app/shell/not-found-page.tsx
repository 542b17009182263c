import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from 'wouter'
import { Breadcrumb } from './breadcrumb.tsx'
import { Shell } from './shell.tsx'

export function NotFoundPage() {
  const { t } = useLingui()
  const title = t`No such page`
  return (
    <Shell title={title} breadcrumb={<Breadcrumb trail={[]} here={title} />}>
      <div className="lk-card lk-card-body">
        <h1>{title}</h1>
        <p>
          <Trans>There is no page at this address.</Trans>
        </p>
        <Link href="/" className="btn">
          <Trans>Go to the registration</Trans>
        </Link>
      </div>
    </Shell>
  )
}
