import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Connection } from '#contract/connection.ts'
import type { InstanceForm } from '#contract/instance-settings.ts'
import { call } from '../../call.ts'
import { Message } from '../../ui/message.tsx'
import { WhoMay } from '../who-may.tsx'
import { carryPastedTextTo, isCarryingPastedText } from '../drafts.ts'
import { changeInstances, instanceQuery } from '../queries/instances.ts'
import { useMay } from '../queries/session.ts'
import { fieldsOf } from './fields.ts'
import { InstanceEditor } from './instance-editor.tsx'
import { dropUnsaved } from './use-instance-form.ts'

const EMPTY = { name: '', id: '', servicesUrl: '', glpiVersion: '', uid: '', connection: fieldsOf(null) }

/** The form of a new instance, for those who may add one; a key that was pasted in practice comes along. */
export function AddInstance({ onAdded }: { onAdded: (id: string) => void }) {
  const { t } = useLingui()
  const mayAdd = useMay('administer')
  const add = useAddInstance()
  return (
    <>
      {isCarryingPastedText() && (
        <Message tone="info" title={<Trans>The key you pasted is carried over.</Trans>}>
          <p>
            <Trans>Give your GLPI a name. The key will then be in its box. It has not been sent anywhere.</Trans>
          </p>
        </Message>
      )}
      {mayAdd ? (
        <InstanceEditor
          label={t`Add an instance`}
          fields={EMPTY}
          stored={null}
          instance={null}
          revision={null}
          isSaving={add.isPending}
          error={add.error}
          save={<Trans>Add</Trans>}
          onSave={({ connection, ...own }) =>
            add.mutate(
              { ...own, ...(connection && { connection: Connection.parse(connection) }) },
              {
                onSuccess: ({ id }) => {
                  dropUnsaved(null)
                  carryPastedTextTo(id)
                  onAdded(id)
                },
              },
            )
          }
        />
      ) : (
        <div className="lk-card-body">
          <WhoMay capability="administer" />
        </div>
      )}
    </>
  )
}

function useAddInstance() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (instance: InstanceForm) => call('newInstance.add', { body: instance }),
    onSuccess: (added) => {
      changeInstances(client, (known) => [...known.filter(({ id }) => id !== added.id), added])
      client.setQueryData(instanceQuery(added.id).queryKey, added)
    },
  })
}
