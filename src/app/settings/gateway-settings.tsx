import '../ui/table.css'
import './settings.css'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { DEFAULT_WORDS, SETTING_MEANINGS, type SettingName } from '#contract/gateway-settings.ts'
import type { SettingInForce } from '#contract/setting-in-force.ts'
import { call } from '../call.ts'
import { FailureMessage } from '../shared/failure-message.tsx'
import { Loading } from '../ui/loading.tsx'

const gatewaySettingsQuery = queryOptions({
  queryKey: ['gateway-settings'],
  queryFn: ({ signal }) => call('gateway.settings', { signal }),
})

/** What Latchkey itself was started with: to be read here, and set where it is started. */
export function GatewaySettingsTable() {
  const { data, error, refetch } = useQuery(gatewaySettingsQuery)
  if (error) return <FailureMessage error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  return (
    <table className="table lk-table">
      <thead>
        <tr>
          <th scope="col">
            <Trans>Setting</Trans>
          </th>
          <th scope="col">
            <Trans>In force</Trans>
          </th>
          <th scope="col">
            <Trans>Where it comes from</Trans>
          </th>
        </tr>
      </thead>
      <tbody>
        {data.settings.map((setting) => (
          <Row key={setting.name} setting={setting} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ setting }: { setting: SettingInForce }) {
  const { i18n } = useLingui()
  return (
    <tr>
      <td>
        <code translate="no">{setting.name}</code>
        <small className="text-secondary d-block">
          {isKnown(setting.name) && i18n._(SETTING_MEANINGS[setting.name])}
        </small>
      </td>
      <td className="lk-setting-value">
        <Value setting={setting} />
      </td>
      <td>
        <Source setting={setting} />
      </td>
    </tr>
  )
}

/** Another version of the gateway may have others. */
const isKnown = (name: string): name is SettingName => Object.hasOwn(SETTING_MEANINGS, name)

function Value({ setting: { value, byDefault, from, isSecret } }: { setting: SettingInForce }) {
  const { i18n } = useLingui()
  const words = Object.values(DEFAULT_WORDS).find(({ id }) => id === byDefault)
  if (words) return i18n._(words)
  if (value === null) return from === 'default' ? <Trans>not set</Trans> : <Trans>set</Trans>
  const shown = <span translate="no">{value}</span>
  return isSecret ? <Trans>set, for {shown}</Trans> : shown
}

function Source({ setting: { from, as } }: { setting: SettingInForce }) {
  const { i18n } = useLingui()
  return (
    <>
      {i18n._(SOURCE_WORDS[from])}
      {as !== null && (
        <>
          {' '}
          <code translate="no">{as}</code>
        </>
      )}
    </>
  )
}

const SOURCE_WORDS: Record<SettingInForce['from'], MessageDescriptor> = {
  flag: msg`command line`,
  environment: msg`environment`,
  file: msg`settings file`,
  default: msg`default`,
}
