import '../ui/filter.css'
import './instances.css'
import '../ui/progress.css'
import { Trans, useLingui } from '@lingui/react/macro'
import { IconPlus, IconServer } from '@tabler/icons-react'
import { Link } from 'wouter'
import { FailureMessage } from '../shared/failure-message.tsx'
import { WhoMay } from '../shared/who-may.tsx'
import { useMay } from '../shared/queries/session.ts'
import { Breadcrumb } from '../shell/breadcrumb.tsx'
import { IMPORT_PATH, NEW_INSTANCE_PATH } from '../shared/paths.ts'
import { Shell } from '../shell/shell.tsx'
import { Loading } from '../ui/loading.tsx'
import { InstanceList } from './instance-list.tsx'
import { useAllInstances } from '../shared/queries/all-instances.ts'

/** Every instance, with its state. */
export function InstancesPage() {
  const { t } = useLingui()
  const mayAdd = useMay('administer')
  const { data: instances, error, refetch } = useAllInstances()
  return (
    <Shell title={t`Instances`} breadcrumb={<Breadcrumb trail={[]} here={<Trans>Instances</Trans>} />}>
      <div className="lk-card">
        <header className="lk-card-head">
          <h1>
            <IconServer size={20} aria-hidden="true" /> <Trans>Instances</Trans>
          </h1>
          {mayAdd ? (
            <span className="lk-head-links">
              <Link href={IMPORT_PATH} className="btn">
                <Trans>Add many…</Trans>
              </Link>
              <Link href={NEW_INSTANCE_PATH} className="btn lk-btn-primary">
                <IconPlus size={20} aria-hidden="true" /> <Trans>Add an instance</Trans>
              </Link>
            </span>
          ) : (
            <WhoMay capability="administer" />
          )}
        </header>
        {error && <FailureMessage error={error} onRetry={() => void refetch()} />}
        {!instances && !error && <Loading />}
        {instances && <InstanceList instances={instances} />}
      </div>
    </Shell>
  )
}
