import { Trans, useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { InstanceSettings, SettingsForm as Body } from '#contract/instance-settings.ts'
import { changedBy } from '../call.ts'
import { ChangedQuestion } from '../shared/changed-question.tsx'
import { fieldsOf } from '../shared/connection/fields.ts'
import { InstanceEditor } from '../shared/connection/instance-editor.tsx'
import { dropUnsaved } from '../shared/connection/use-instance-form.ts'
import { DangerZone } from './danger-zone.tsx'
import { RemoveInstanceQuestion } from './remove-instance-question.tsx'
import { announce } from '../ui/announcer.tsx'
import { Message } from '../ui/message.tsx'
import { settingsQuery, useSaveSettings } from '../shared/queries/settings.ts'
import { FailureMessage } from '../shared/failure-message.tsx'
import { RefusalMessage } from '../shared/refusal-message.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'

/** @param loaded where the form begins; what is saved meanwhile takes its place. */
export function SettingsEditor({ loaded }: { loaded: InstanceSettings }) {
  const { t } = useLingui()
  const [{ settings, saves }, setKnown] = useState({ settings: loaded, saves: 0 })
  const { id, revision, name, servicesUrl, connection, glpiVersion, uid } = settings
  const client = useQueryClient()
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
  const changed = changedBy(save.error)
  /** Resets the form, without the secrets that were typed. */
  const beginWith = (known: InstanceSettings) => {
    dropUnsaved(id)
    setKnown({ settings: known, saves: saves + 1 })
  }
  const store = (body: Body, meantFor: string) =>
    save.mutate(
      { body, revision: meantFor },
      {
        onSuccess: (saved) => {
          setAsking(false)
          announce(t`Saved.`)
          beginWith(saved)
        },
      },
    )
  async function takeWhatIsThere() {
    save.reset()
    setAsking(false)
    beginWith(await client.fetchQuery({ ...settingsQuery(id), staleTime: 0 }))
  }
  return (
    <>
      {settings.isConnectionUnreadable && <RefusalMessage code="secret-unreadable" />}
      {save.isSuccess && <Message tone="success" title={<Trans>Saved.</Trans>} />}
      <InstanceEditor
        key={saves}
        label={t`Settings`}
        fields={fields}
        stored={connection}
        instance={id}
        revision={revision}
        isSaving={save.isPending}
        error={isAsking || changed ? null : save.error}
        save={<Trans>Save</Trans>}
        onSave={({ name: called, servicesUrl: address, connection: entered, ...asked }, meantFor) =>
          store(
            {
              name: called,
              glpiVersion: asked.glpiVersion ?? null,
              uid: asked.uid ?? null,
              ...(address !== undefined && { servicesUrl: address }),
              ...(entered !== undefined && { connection: entered }),
            },
            meantFor ?? revision,
          )
        }
      />
      <DangerZone
        isConnected={connection !== null || settings.isConnectionUnreadable === true}
        onDisconnect={() => setAsking(true)}
        onRemove={() => setLeaving(true)}
      />
      {isLeaving && <RemoveInstanceQuestion instance={settings} onClose={() => setLeaving(false)} />}
      {changed && save.variables && (
        <ChangedQuestion
          changed={changed}
          goOn={<Trans>Save my changes anyway</Trans>}
          isBusy={save.isPending}
          onStop={() => void takeWhatIsThere()}
          onGoOn={() => store(save.variables.body, changed.revision)}
        />
      )}
      {isAsking && !changed && (
        <DisconnectQuestion
          name={name}
          isBusy={save.isPending}
          error={save.error}
          onCancel={() => setAsking(false)}
          onDisconnect={() => store({ connection: null }, revision)}
        />
      )}
    </>
  )
}

type Props = { name: string; isBusy: boolean; error: Error | null; onCancel: () => void; onDisconnect: () => void }

const DisconnectQuestion = ({ name, isBusy, error, onCancel, onDisconnect }: Props) => (
  <ConfirmDialog
    title={<Trans>Disconnect the GLPI of {name}?</Trans>}
    onCancel={onCancel}
    safe={{ label: <Trans>Stay connected</Trans>, onPress: onCancel }}
    action={{ label: <Trans>Disconnect</Trans>, variant: 'danger', isBusy, onPress: onDisconnect }}
    failure={error && <FailureMessage error={error} />}
  >
    <p>
      <Trans>
        Latchkey deletes the connection with its passwords and tokens. The key stays in GLPI and in Latchkey, but
        Latchkey can no longer see whether GLPI can read it.
      </Trans>
    </p>
  </ConfirmDialog>
)
