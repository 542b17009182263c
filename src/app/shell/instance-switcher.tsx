import { Trans, useLingui } from '@lingui/react/macro'
import { IconSelector, IconServer } from '@tabler/icons-react'
import { useEffect } from 'react'
import { Link, useLocation } from 'wouter'
import type { Instance } from '#contract/panel.ts'
import { savePreference } from '../preferences.ts'
import { registrationPath } from '../shared/paths.ts'

/** More are chosen from the list of instances, which can be searched; and thousands of options burden every page. */
const MOST_OPTIONS = 100

/** A native select laid over what it shows: two lines, and the browser's own keyboard. */
export function InstanceSwitcher({ instances, current }: { instances: Instance[]; current: string | undefined }) {
  const { t } = useLingui()
  const [, go] = useLocation()
  const shown = instances.find(({ id }) => id === current)
  const isLong = instances.length > MOST_OPTIONS

  useEffect(() => {
    if (shown) savePreference('instance', shown.id)
  }, [shown])

  return (
    <div className="lk-switcher">
      <IconServer size={20} aria-hidden="true" />
      <span className="lk-switcher-words" aria-hidden="true">
        <span>{shown?.name ?? current ?? '…'}</span>
        <small>
          {shown?.sandbox ? (
            <Trans>practice, nothing real</Trans>
          ) : shown?.glpi?.version ? (
            `GLPI ${shown.glpi.version}`
          ) : (
            shown?.id
          )}
        </small>
      </span>
      <IconSelector size={18} aria-hidden="true" />
      {isLong ? (
        <Link href="/instances" aria-label={t`Choose an instance`} />
      ) : (
        <select
          aria-label={t`Instance`}
          value={shown?.id ?? ''}
          onChange={(event) => go(registrationPath(event.target.value))}
        >
          {!shown && <option value="">…</option>}
          {instances.map(({ id, name, sandbox }) => (
            <option key={id} value={id}>
              {sandbox ? t`${name} (practice, nothing real)` : name}
            </option>
          ))}
        </select>
      )}
    </div>
  )
}
