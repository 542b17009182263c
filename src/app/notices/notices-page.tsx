import './notices.css'
import { Trans, useLingui } from '@lingui/react/macro'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { WhoMay } from '../shared/who-may.tsx'
import { FailureMessage } from '../shared/failure-message.tsx'
import { useMay } from '../shared/queries/session.ts'
import { Breadcrumb } from '../shell/breadcrumb.tsx'
import { Shell } from '../shell/shell.tsx'
import { Loading } from '../ui/loading.tsx'
import { RefusalMessage } from '../shared/refusal-message.tsx'
import { MailCard } from './mail-card.tsx'
import { noticesQuery } from './queries.ts'
import { Recipients } from './recipients.tsx'

/** Who gets warnings by mail or webhook, and whether they arrived. */
export function NoticesPage() {
  const { t } = useLingui()
  const mayAdminister = useMay('administer')
  const { data: notices, error, refetch } = useQuery({ ...noticesQuery, enabled: mayAdminister })
  return (
    <Shell title={t`Notices`} breadcrumb={<Breadcrumb trail={[]} here={<Trans>Notices</Trans>} />}>
      <div className="lk-card">
        <header className="lk-card-head">
          <h1>
            <IconAlertTriangle size={20} aria-hidden="true" /> <Trans>Notices</Trans>
          </h1>
          {!mayAdminister && <WhoMay capability="administer" />}
        </header>
        {mayAdminister && (
          <p className="lk-card-body lk-notices-intro">
            <Trans>
              These recipients are notified when a subscription ends or something goes wrong. Each message names the
              next step and links to its page; none holds a key. A warning is sent once, and again only if its arrival
              is uncertain.
            </Trans>
          </p>
        )}
        {error && <FailureMessage error={error} onRetry={() => void refetch()} />}
        {mayAdminister && !notices && !error && <Loading />}
        {notices && <Recipients recipients={notices.recipients} hasMail={notices.mail !== null} />}
      </div>
      {notices?.isMailUnreadable && <RefusalMessage code="secret-unreadable" />}
      {notices && <MailCard mail={notices.mail} revision={notices.mailRevision} />}
    </Shell>
  )
}
