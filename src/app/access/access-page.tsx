import './access.css'
import { Trans, useLingui } from '@lingui/react/macro'
import { IconUsers } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { FailureMessage } from '../shared/failure-message.tsx'
import { useMay } from '../shared/queries/session.ts'
import { WhoMay } from '../shared/who-may.tsx'
import { Breadcrumb } from '../shell/breadcrumb.tsx'
import { Shell } from '../shell/shell.tsx'
import { Loading } from '../ui/loading.tsx'
import { GlpiWays } from './glpi-ways.tsx'
import { Invitations } from './invitations.tsx'
import { InviteCard } from './invite-card.tsx'
import { peopleQuery } from './queries.ts'
import { SignedInList } from './signed-in-list.tsx'

/** Who is signed in, and who may come. */
export function AccessPage() {
  const { t } = useLingui()
  const mayAdminister = useMay('administer')
  const { data: people, error, refetch } = useQuery({ ...peopleQuery, enabled: mayAdminister })
  return (
    <Shell title={t`Access`} breadcrumb={<Breadcrumb trail={[]} here={<Trans>Access</Trans>} />}>
      <section className="lk-card" aria-labelledby="access">
        <header className="lk-card-head">
          <h1 id="access">
            <IconUsers size={20} aria-hidden="true" /> <Trans>Access</Trans>
          </h1>
          {!mayAdminister && <WhoMay capability="administer" />}
        </header>
        {mayAdminister && (
          <p className="lk-card-body lk-access-intro">
            <Trans>
              Everybody who is signed in now. A session ends after 30 minutes without use, and after 12 hours at the
              latest.
            </Trans>
          </p>
        )}
        {error && <FailureMessage error={error} onRetry={() => void refetch()} />}
        {mayAdminister && !people && !error && <Loading />}
        {people && <SignedInList sessions={people.sessions} />}
      </section>
      {people && <InviteCard />}
      {people && <GlpiWays />}
      {people && people.invitations.length > 0 && <Invitations invitations={people.invitations} />}
    </Shell>
  )
}
