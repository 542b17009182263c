import { useLingui } from '@lingui/react/macro'
import type { Registration } from '#contract/panel.ts'

/** The vendor's own sentence, marked with the language it was asked in. */
export function VendorQuote({ vendor: { message, language } }: { vendor: Registration['vendor'] }) {
  const { t } = useLingui()
  if (message === null || message === '') return null
  return (
    <p className="lk-quote" title={t`What GLPI Network said, in its own words`}>
      <q lang={language ?? undefined}>{message}</q>
    </p>
  )
}
