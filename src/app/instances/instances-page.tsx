import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { IconServer } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import type { Instance } from '#contract/panel.ts'
import { FailureMessage } from '../failure-message.tsx'
import { wordsOf } from '../registration/state-words.ts'
import { Breadcrumb } from '../shell/breadcrumb.tsx'
import { registrationPath } from '../shell/paths.ts'
import { Shell } from '../shell/shell.tsx'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { moment } from '../ui/format.ts'
import { Loading } from '../ui/loading.tsx'
import { AddInstanceForm } from './add-instance-form.tsx'
import { instancesQuery } from './queries.ts'
import { RemoveInstanceQuestion } from './remove-instance-question.tsx'

/** Every instance, with where it stands. */
export function InstancesPage() {
  const { t } = useLingui()
  const { data: instances, error, refetch } = useQuery(instancesQuery)
  const [leaving, setLeaving] = useState<Instance | null>(null)
  return (
    <Shell title={t`Instances`} breadcrumb={<Breadcrumb trail={[]} here={<Trans>Instances</Trans>} />}>
      <div className="lk-card">
        <header className="lk-card-head">
          <h1>
            <IconServer size={20} aria-hidden="true" /> <Trans>Instances</Trans>
          </h1>
        </header>
        {error && <FailureMessage error={error} onRetry={() => void refetch()} />}
        {!instances && !error && <Loading />}
        {instances && (
          <table className="table lk-table">
            <thead>
              <tr>
                <th scope="col">
                  <Trans>Instance</Trans>
                </th>
                <th scope="col">
                  <Trans>State</Trans>
                </th>
                <th scope="col">
                  <Trans>Left</Trans>
                </th>
                <th scope="col">
                  <Trans>Checked</Trans>
                </th>
                <th scope="col">
                  <span className="visually-hidden">{t`Actions`}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {instances.map((instance) => (
                <InstanceRow key={instance.id} instance={instance} onRemove={() => setLeaving(instance)} />
              ))}
            </tbody>
          </table>
        )}
      </div>
      <AddInstanceForm />
      {leaving && <RemoveInstanceQuestion instance={leaving} onClose={() => setLeaving(null)} />}
    </Shell>
  )
}

function InstanceRow({ instance, onRemove }: { instance: Instance; onRemove: () => void }) {
  const { t, i18n } = useLingui()
  const { id, name, servicesUrl, sandbox, state, daysLeft, checkedAt } = instance
  const words = wordsOf(state)
  return (
    <tr>
      <th scope="row">
        <Link href={registrationPath(id)}>{name}</Link>
        <div className="text-secondary">{sandbox ? <Trans>practice, nothing real</Trans> : servicesUrl}</div>
      </th>
      <td>
        <Badge tone={words.tone}>{i18n._(words.badge)}</Badge>
      </td>
      <td>{daysLeft === null ? '–' : <DaysLeft daysLeft={daysLeft} />}</td>
      <td>{checkedAt === null ? <Trans>never</Trans> : <time dateTime={checkedAt}>{moment(checkedAt)}</time>}</td>
      <td>
        {!sandbox && (
          <Button look="link" aria-label={t`Remove ${name}`} onClick={onRemove}>
            <Trans>Remove…</Trans>
          </Button>
        )}
      </td>
    </tr>
  )
}

const DaysLeft = ({ daysLeft }: { daysLeft: number }) =>
  daysLeft < 0 ? (
    <Plural value={-daysLeft} one="ended # day ago" other="ended # days ago" />
  ) : (
    <Plural value={daysLeft} one="# day" other="# days" />
  )
