import { Trans, useLingui } from '@lingui/react/macro'
import { IconPlus } from '@tabler/icons-react'
import { Link, useLocation } from 'wouter'
import { AddInstance } from '../shared/connection/add-instance.tsx'
import { Breadcrumb } from '../shell/breadcrumb.tsx'
import { registrationPath } from '../shared/paths.ts'
import { Shell } from '../shell/shell.tsx'

export function NewInstancePage() {
  const { t } = useLingui()
  const [, go] = useLocation()
  const up = (
    <Link key="instances" href="/instances">
      <Trans>Instances</Trans>
    </Link>
  )
  return (
    <Shell title={t`Add an instance`} breadcrumb={<Breadcrumb trail={[up]} here={<Trans>Add an instance</Trans>} />}>
      <div className="lk-card">
        <header className="lk-card-head">
          <h1>
            <IconPlus size={20} aria-hidden="true" /> <Trans>Add an instance</Trans>
          </h1>
        </header>
        <AddInstance onAdded={(id) => go(registrationPath(id))} />
      </div>
    </Shell>
  )
}
