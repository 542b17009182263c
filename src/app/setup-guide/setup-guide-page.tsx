import './setup-guide.css'
import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Breadcrumb } from '../shell/breadcrumb.tsx'
import { GeneralSetup } from '../shell/general-setup.tsx'
import { Shell } from '../shell/shell.tsx'
import { FailureMessage } from '../shared/failure-message.tsx'
import { firstInstancesQuery, useInstance } from '../shared/queries/instances.ts'
import { registrationQuery } from '../shared/queries/registration.ts'
import { Loading } from '../ui/loading.tsx'
import { lazyWithRetry } from '../ui/lazy-with-retry.ts'
import { LoadingBoundary } from '../ui/loading-boundary.tsx'
import { Guide, preloadForms } from './guide.tsx'
import { GuideHead } from './guide-head.tsx'

// one that its platform registers has nothing to set up
const ManagedNote = lazyWithRetry(() => import('../shared/managed-note.tsx'), 'ManagedNote')

/** @param instance null: nothing is there yet, and the setup begins with adding a GLPI. */
export function SetupGuidePage({ instance }: { instance: string | null }) {
  const { t } = useLingui()
  if (instance === null) {
    return (
      <Shell title={t`Guided setup`} breadcrumb={<Breadcrumb trail={[]} here={<Trans>Guided setup</Trans>} />}>
        <Guide instance={null} registration={null} />
      </Shell>
    )
  }
  return (
    <GeneralSetup instance={instance} title={t`Guided setup`}>
      <GuideOf instance={instance} />
    </GeneralSetup>
  )
}

function GuideOf({ instance: id }: { instance: string }) {
  const registration = useQuery(registrationQuery(id))
  const { instance } = useInstance(id)
  const { error: unread } = useQuery(firstInstancesQuery)
  if (registration.data?.state === 'managed') {
    return (
      <div className="lk-card">
        <GuideHead />
        <LoadingBoundary>
          <ManagedNote />
        </LoadingBoundary>
      </div>
    )
  }
  if (registration.data && instance) return <Guide instance={instance} registration={registration.data} />
  const error = registration.error ?? unread
  return (
    <div className="lk-card">
      <GuideHead />
      {error ? <FailureMessage error={error} onRetry={() => void registration.refetch()} /> : <Loading />}
    </div>
  )
}

/** The page with its forms: one that came later would push away what stands below it, where somebody may be about to press. */
export const withForms = preloadForms().then(() => ({ SetupGuidePage }))
