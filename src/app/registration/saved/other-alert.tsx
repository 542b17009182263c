import { useLingui } from '@lingui/react'
import type { Registration } from '#contract/panel.ts'
import { WARNING_WORDS } from '#contract/warning-words.ts'
import { FindOutWhy } from '../../shared/find-out-why.tsx'
import { SEVERITY_TONES } from '../../shared/severity-tones.ts'
import { Message } from '../../ui/message.tsx'

/** A warning that neither the state nor GLPI's own alert words. */
export function OtherAlert({ registration: { instance, warning } }: { registration: Registration }) {
  const { i18n } = useLingui()
  return (
    <Message tone={SEVERITY_TONES[warning.severity]} title={i18n._(WARNING_WORDS[warning.kind])}>
      <div className="lk-actions">
        <FindOutWhy instance={instance} />
      </div>
    </Message>
  )
}
