import { Trans, useLingui } from '@lingui/react/macro'
import { IconPlus } from '@tabler/icons-react'
import { Link, useLocation } from 'wouter'
import { Connection } from '#contract/connection.ts'
import { fieldsOf } from '../shared/connection/fields.ts'
import { InstanceEditor } from '../shared/connection/instance-editor.tsx'
import { carryPastedTextTo, isCarryingPastedText } from '../shared/carried-text.ts'
import { AdminsOnly } from '../shared/admins-only.tsx'
import { useIsAdmin } from '../shared/queries/session.ts'
import { Breadcrumb } from '../shell/breadcrumb.tsx'
import { registrationPath } from '../shared/paths.ts'
import { Shell } from '../shell/shell.tsx'
import { Message } from '../ui/message.tsx'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { newInstanceApi } from '#contract/api/new-instance.ts'
import type { InstanceForm } from '#contract/instance-settings.ts'
import { call } from '../call.ts'
import { instancesQuery } from '../shared/queries/instances.ts'

const EMPTY = { name: '', id: '', servicesUrl: '', glpiVersion: '', uid: '', connection: fieldsOf(null) }

export function NewInstancePage() {
  const { t } = useLingui()
  const [, go] = useLocation()
  const isAdmin = useIsAdmin()
  const add = useAddInstance()
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
        {isCarryingPastedText() && (
          <Message tone="info" title={<Trans>The key you pasted is carried over.</Trans>}>
            <p>
              <Trans>Give your GLPI a name. The key will then be in its box. It has not been sent anywhere.</Trans>
            </p>
          </Message>
        )}
        {isAdmin ? (
          <InstanceEditor
            label={t`Add an instance`}
            fields={EMPTY}
            stored={null}
            instance={null}
            isNew
            isSaving={add.isPending}
            error={add.error}
            save={<Trans>Add</Trans>}
            onSave={({ connection, ...own }) =>
              add.mutate(
                { ...own, ...(connection && { connection: Connection.parse(connection) }) },
                {
                  onSuccess: ({ id }) => {
                    carryPastedTextTo(id)
                    go(registrationPath(id))
                  },
                },
              )
            }
          />
        ) : (
          <div className="lk-card-body">
            <AdminsOnly />
          </div>
        )}
      </div>
    </Shell>
  )
}

function useAddInstance() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (instance: InstanceForm) => call(newInstanceApi.add, { body: instance }),
    onSuccess: (added) =>
      client.setQueryData(instancesQuery.queryKey, (known) => [
        ...(known ?? []).filter(({ id }) => id !== added.id),
        added,
      ]),
  })
}
