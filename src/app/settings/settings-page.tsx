import { Trans, useLingui } from '@lingui/react/macro'
import { IconSettings } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { FailureMessage } from '../shared/failure-message.tsx'
import { useInstance } from '../shared/queries/instances.ts'
import { WhoMay } from '../shared/who-may.tsx'
import { useMay } from '../shared/queries/session.ts'
import { GeneralSetup } from '../shell/general-setup.tsx'
import { Loading } from '../ui/loading.tsx'
import { Message } from '../ui/message.tsx'
import { settingsQuery } from '../shared/queries/settings.ts'
import { GatewaySettingsCard } from './gateway-settings-card.tsx'
import { GlpiSignInCard } from './glpi-sign-in-card.tsx'
import { SettingsEditor } from './settings-editor.tsx'
import { methodsOf } from '#contract/connection.ts'
import type { InstanceSettings } from '#contract/instance-settings.ts'
import { METHOD_NAMES } from '../shared/connection/method-names.ts'
import { CopyIcon } from '../ui/copy-icon.tsx'
import { LabelledRow } from '../ui/labelled-row.tsx'

/** The settings of an instance: its name, its addresses, its connection. */
export function SettingsPage({ instance }: { instance: string }) {
  const { t } = useLingui()
  const maySet = useMay('administer')
  const { data: settings, error, refetch } = useQuery(settingsQuery(instance))
  const isSandbox = useInstance(instance).instance?.sandbox ?? false
  return (
    <GeneralSetup instance={instance} title={t`Settings`}>
      <div className="lk-card">
        <header className="lk-card-head">
          <h1>
            <IconSettings size={20} aria-hidden="true" /> <Trans>Settings</Trans>
          </h1>
          {!maySet && <WhoMay capability="administer" />}
        </header>
        {error && <FailureMessage error={error} onRetry={() => void refetch()} />}
        {!settings && !error && <Loading />}
        {isSandbox && (
          <Message tone="info" title={<Trans>Practice is built in, and has no settings to change.</Trans>} />
        )}
        {settings &&
          (maySet && !isSandbox ? <SettingsEditor loaded={settings} /> : <SettingsShown settings={settings} />)}
      </div>
      {settings && maySet && !isSandbox && <GlpiSignInCard instance={instance} />}
      {settings && maySet && <GatewaySettingsCard />}
    </GeneralSetup>
  )
}

/** Read-only, for viewers. */
function SettingsShown({
  settings: { name, servicesUrl, connection, glpiVersion, uid },
}: {
  settings: InstanceSettings
}) {
  const { i18n, t } = useLingui()
  const methods = connection ? methodsOf(connection) : []
  return (
    <>
      <LabelledRow label={<Trans>Name</Trans>}>{name}</LabelledRow>
      <LabelledRow label={<Trans>Services address</Trans>}>{servicesUrl}</LabelledRow>
      {glpiVersion !== null && <LabelledRow label={<Trans>GLPI version</Trans>}>{glpiVersion}</LabelledRow>}
      {uid !== null && (
        <LabelledRow label={<Trans>Instance id</Trans>}>
          {uid} <CopyIcon text={uid} label={t`Copy the id`} />
        </LabelledRow>
      )}
      <LabelledRow label={<Trans>Connection methods</Trans>}>
        {methods.length === 0 ? <Trans>none</Trans> : methods.map((kind) => i18n._(METHOD_NAMES[kind])).join(', ')}
      </LabelledRow>
    </>
  )
}
