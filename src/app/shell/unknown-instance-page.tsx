import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { firstInstancesQuery } from '../shared/queries/instances.ts'
import { Breadcrumb } from './breadcrumb.tsx'
import { LoadingPage } from './loading-page.tsx'
import { Shell } from './shell.tsx'

/** For every page of an instance that is in no list. The list may be older than the instance, and is asked for once more. */
export function UnknownInstancePage({ instance }: { instance: string }) {
  const { t } = useLingui()
  const { isFetchedAfterMount } = useQuery({ ...firstInstancesQuery, refetchOnMount: 'always' })
  if (!isFetchedAfterMount) return <LoadingPage />
  const title = t`No such instance`
  return (
    <Shell title={title} breadcrumb={<Breadcrumb trail={[]} here={title} />}>
      <div className="lk-card lk-card-body">
        <h1>{title}</h1>
        <p>
          <Trans>
            Latchkey has no instance <code translate="no">{instance}</code>. It may have been removed, or the address is
            wrong.
          </Trans>
        </p>
        <Link href="/instances" className="btn">
          <Trans>Instances</Trans>
        </Link>
      </div>
    </Shell>
  )
}
