import { Trans, useLingui } from '@lingui/react/macro'
import { IconSelector, IconServer } from '@tabler/icons-react'
import { useEffect } from 'react'
import type { Instance } from '#contract/panel.ts'
import { savePreference } from '../preferences.ts'

type Props = { shown: Instance | undefined; current: string | undefined; onOpen: () => void }

/** The instance on screen. It opens the palette: a list that leads somewhere at each arrow key would leave the page at once. */
export function InstanceSwitcher({ shown, current, onOpen }: Props) {
  const { t } = useLingui()
  const name = shown?.name ?? current ?? '…'
  useEffect(() => {
    if (shown) savePreference('instance', shown.id)
  }, [shown])
  return (
    <button
      type="button"
      className="lk-switcher"
      aria-haspopup="dialog"
      aria-label={t`Instance: ${name}`}
      onClick={onOpen}
    >
      <IconServer size={20} aria-hidden="true" />
      <span className="lk-switcher-words">
        <span>{name}</span>
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
    </button>
  )
}
