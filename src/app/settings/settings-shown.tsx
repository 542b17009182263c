import { Trans, useLingui } from '@lingui/react/macro'
import { waysOf } from '#contract/connection.ts'
import type { InstanceSettings } from '#contract/instance-settings.ts'
import { WAY_NAMES } from '../connection/way-names.ts'
import { Row } from '../ui/row.tsx'

/** For who may look and not change. */
export function SettingsShown({
  settings: { name, servicesUrl, connection, glpiVersion, uid },
}: {
  settings: InstanceSettings
}) {
  const { i18n } = useLingui()
  const ways = connection ? waysOf(connection) : []
  return (
    <>
      <Row label={<Trans>Name</Trans>}>{name}</Row>
      <Row label={<Trans>Services address</Trans>}>{servicesUrl}</Row>
      {glpiVersion !== null && <Row label={<Trans>GLPI version</Trans>}>{glpiVersion}</Row>}
      {uid !== null && <Row label={<Trans>Instance id</Trans>}>{uid}</Row>}
      <Row label={<Trans>Ways into GLPI</Trans>}>
        {ways.length === 0 ? <Trans>none</Trans> : ways.map((kind) => i18n._(WAY_NAMES[kind])).join(', ')}
      </Row>
    </>
  )
}
