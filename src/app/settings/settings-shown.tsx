import { Trans, useLingui } from '@lingui/react/macro'
import { methodsOf } from '#contract/connection.ts'
import type { InstanceSettings } from '#contract/instance-settings.ts'
import { METHOD_NAMES } from '../shared/connection/method-names.ts'
import { LabelledRow } from '../ui/labelled-row.tsx'

/** For who may look and not change. */
export function SettingsShown({
  settings: { name, servicesUrl, connection, glpiVersion, uid },
}: {
  settings: InstanceSettings
}) {
  const { i18n } = useLingui()
  const ways = connection ? methodsOf(connection) : []
  return (
    <>
      <LabelledRow label={<Trans>Name</Trans>}>{name}</LabelledRow>
      <LabelledRow label={<Trans>Services address</Trans>}>{servicesUrl}</LabelledRow>
      {glpiVersion !== null && <LabelledRow label={<Trans>GLPI version</Trans>}>{glpiVersion}</LabelledRow>}
      {uid !== null && <LabelledRow label={<Trans>Instance id</Trans>}>{uid}</LabelledRow>}
      <LabelledRow label={<Trans>Ways into GLPI</Trans>}>
        {ways.length === 0 ? <Trans>none</Trans> : ways.map((kind) => i18n._(METHOD_NAMES[kind])).join(', ')}
      </LabelledRow>
    </>
  )
}
