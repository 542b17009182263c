import './unencrypted-note.css'
import type { MessageDescriptor } from '@lingui/core'
import { useLingui } from '@lingui/react'
import { StatusIcon } from '../../ui/status-icon.tsx'

/** Below an address that secrets are sent to in plain HTTP. @param warning says what can be read. */
export function UnencryptedNote({ warning }: { warning: MessageDescriptor }) {
  const { i18n } = useLingui()
  return (
    <p className="lk-unencrypted" data-tone="warning">
      <StatusIcon tone="warning" />
      <span>{i18n._(warning)}</span>
    </p>
  )
}
