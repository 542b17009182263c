import { Trans, useLingui } from '@lingui/react/macro'
import { useMemo, useState } from 'react'
import type { InstanceSettings, SettingsForm as Body } from '#contract/panel.ts'
import { fieldsOf } from '../connection/fields.ts'
import { InstanceForm } from '../connection/instance-form.tsx'
import { RemoveInstanceQuestion } from '../instances/remove-instance-question.tsx'
import { announce } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { Message } from '../ui/message.tsx'
import { DisconnectQuestion } from './disconnect-question.tsx'
import { settingsPathOf, useSaveSettings } from './queries.ts'

/** @param loaded where the form begins; what is saved meanwhile takes its place. */
export function SettingsForm({ loaded }: { loaded: InstanceSettings }) {
  const { t } = useLingui()
  const [{ settings, saves }, setKnown] = useState({ settings: loaded, saves: 0 })
  const { id, name, servicesUrl, connection, consoleAllowed, glpiVersion, uid } = settings
  const save = useSaveSettings(id)
  const [isLeaving, setLeaving] = useState(false)
  const [isAsking, setAsking] = useState(false)
  const fields = useMemo(
    () => ({
      name,
      id,
      servicesUrl,
      glpiVersion: glpiVersion ?? '',
      uid: uid ?? '',
      connection: fieldsOf(connection),
    }),
    [name, id, servicesUrl, glpiVersion, uid, connection],
  )
  const store = (body: Body) =>
    save.mutate(body, {
      onSuccess: (saved) => {
        setAsking(false)
        announce(t`Saved.`)
        // the form begins anew, without the secrets that were typed
        setKnown({ settings: saved, saves: saves + 1 })
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
        onSave={({ name: called, servicesUrl: address, connection: changed, ...asked }) =>
          store({
            name: called,
            glpiVersion: asked.glpiVersion ?? null,
            uid: asked.uid ?? null,
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
        <Button look="danger" onClick={() => setLeaving(true)}>
          <Trans>Remove this instance…</Trans>
        </Button>
      </InstanceForm>
      {isLeaving && <RemoveInstanceQuestion instance={settings} onClose={() => setLeaving(false)} />}
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
