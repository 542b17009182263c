import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { FailureMessage } from '../shared/failure-message.tsx'
import { GeneralSetup } from '../shell/general-setup.tsx'
import { ErrorBoundary } from '../ui/error-boundary.tsx'
import { Loading } from '../ui/loading.tsx'
import { registrationQuery } from '../shared/queries/registration.ts'
import { RegistrationCard } from './registration-card.tsx'

/** Setup > General > GLPI Network. */
export function RegistrationPage({ instance }: { instance: string }) {
  const { t } = useLingui()
  const { data, error, dataUpdatedAt, refetch } = useQuery(registrationQuery(instance))
  return (
    <GeneralSetup instance={instance} title={t`GLPI Network`}>
      {data ? (
        <>
          {error && <FailureMessage error={error} onRetry={() => void refetch()} />}
          <ErrorBoundary>
            <RegistrationCard registration={data} readAt={dataUpdatedAt} />
          </ErrorBoundary>
        </>
      ) : (
        <div className="lk-card">
          <header className="lk-card-head">
            <h1>
              <Trans>Registration</Trans>
            </h1>
          </header>
          {error ? <FailureMessage error={error} onRetry={() => void refetch()} /> : <Loading />}
        </div>
      )}
    </GeneralSetup>
  )
}
