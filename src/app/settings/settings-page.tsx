import { Trans, useLingui } from '@lingui/react/macro'
import { IconSettings } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { FailureMessage } from '../shared/failure-message.tsx'
import { instancesQuery } from '../shared/queries/instances.ts'
import { AdminsOnly } from '../shared/admins-only.tsx'
import { useIsAdmin } from '../shared/queries/session.ts'
import { GeneralSetup } from '../shell/general-setup.tsx'
import { Loading } from '../ui/loading.tsx'
import { Message } from '../ui/message.tsx'
import { settingsQuery } from '../shared/queries/settings.ts'
import { SettingsEditor } from './settings-editor.tsx'
import { SettingsShown } from './settings-shown.tsx'

/** What Latchkey knows of an instance by being told: its name, its addresses, the way into its GLPI. */
export function SettingsPage({ instance }: { instance: string }) {
  const { t } = useLingui()
  const isAdmin = useIsAdmin()
  const { data: settings, error, refetch } = useQuery(settingsQuery(instance))
  const { data: instances = [] } = useQuery(instancesQuery)
  const isSandbox = instances.find(({ id }) => id === instance)?.sandbox ?? false
  return (
    <GeneralSetup instance={instance} title={t`Settings`}>
      <div className="lk-card">
        <header className="lk-card-head">
          <h1>
            <IconSettings size={20} aria-hidden="true" /> <Trans>Settings</Trans>
          </h1>
          {!isAdmin && <AdminsOnly />}
        </header>
        {error && <FailureMessage error={error} onRetry={() => void refetch()} />}
        {!settings && !error && <Loading />}
        {isSandbox && (
          <Message tone="info" title={<Trans>The sandbox is built in, and has no settings to change.</Trans>} />
        )}
        {settings &&
          (isAdmin && !isSandbox ? <SettingsEditor loaded={settings} /> : <SettingsShown settings={settings} />)}
      </div>
    </GeneralSetup>
  )
}
