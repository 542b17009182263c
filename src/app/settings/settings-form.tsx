import { Trans, useLingui } from '@lingui/react/macro'
import { useMemo, useState } from 'react'
import type { InstanceSettings, SettingsForm as Body } from '#contract/panel.ts'
import { fieldsOf } from '../connection/fields.ts'
import { InstanceForm } from '../connection/instance-form.tsx'
import { announce } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { Message } from '../ui/message.tsx'
import { DisconnectQuestion } from './disconnect-question.tsx'
import { settingsPathOf, useSaveSettings } from './queries.ts'

export function SettingsForm({ settings }: { settings: InstanceSettings }) {
  const { t } = useLingui()
  const { id, name, servicesUrl, connection, consoleAllowed } = settings
  const save = useSaveSettings(id)
  const [isAsking, setAsking] = useState(false)
  const [saves, setSaves] = useState(0)
  const fields = useMemo(
    () => ({ name, id, servicesUrl, connection: fieldsOf(connection) }),
    [name, id, servicesUrl, connection],
  )
  const store = (body: Body) =>
    save.mutate(body, {
      onSuccess: () => {
        setAsking(false)
        announce(t`Saved.`)
        // what is stored now is where the form begins anew, without the secrets that were typed
        setSaves((count) => count + 1)
      },
    })
  return (
    <>
      {save.isSuccess && <Message tone="success" title={<Trans>Saved.</Trans>} />}
      <InstanceForm
        key={saves}
        label={t`Settings`}
        fields={fields}
        stored={connection}
        consoleAllowed={consoleAllowed}
        testPath={`${settingsPathOf(id)}/test`}
        isNew={false}
        isSaving={save.isPending}
        error={isAsking ? null : save.error}
        save={<Trans>Save</Trans>}
        onSave={({ name: called, servicesUrl: address, connection: changed }) =>
          store({
            name: called,
            ...(address !== undefined && { servicesUrl: address }),
            ...(changed !== undefined && { connection: changed }),
          })
        }
      >
        {connection && (
          <Button look="danger" onClick={() => setAsking(true)}>
            <Trans>Disconnect this GLPI…</Trans>
          </Button>
        )}
      </InstanceForm>
      {isAsking && (
        <DisconnectQuestion
          name={name}
          isBusy={save.isPending}
          error={save.error}
          onCancel={() => setAsking(false)}
          onDisconnect={() => store({ connection: null })}
        />
      )}
    </>
  )
}
