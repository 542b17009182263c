import './unencrypted-note.css'
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react'
import { StatusIcon } from '../../ui/status-icon.tsx'

export const UNENCRYPTED_WARNING = msg`This address is not encrypted: passwords, tokens and keys can be read on their way there. Use https:// if you can.`

/** Below an address that secrets are sent to in plain HTTP. */
export function UnencryptedNote() {
  const { i18n } = useLingui()
  return (
    <p className="lk-unencrypted" data-tone="warning">
      <StatusIcon tone="warning" />
      <span>{i18n._(UNENCRYPTED_WARNING)}</span>
    </p>
  )
}
