import { Trans, useLingui } from '@lingui/react/macro'
import type { Registration } from '#contract/panel.ts'
import { Link } from 'wouter'
import { causePath } from '../shell/paths.ts'
import { CheckedPart } from './checked-part.tsx'
import { FINDING_WORDS } from './finding-words.ts'
import { Fingerprint } from './fingerprint.tsx'
import { GlpiPart } from './glpi-part.tsx'
import { verdictWordsOf } from './state-words.ts'
import { Part } from './part.tsx'
import { VendorQuote } from './vendor-quote.tsx'

type Props = { registration: Registration; now: number; gatewayNow: number }

/** The questions a verdict answers, side by side and never folded into one colour. @param now by GLPI Network’s clock. */
export function VerdictParts({ registration, now, gatewayNow }: Props) {
  const { i18n } = useLingui()
  const { key, text, vendor } = registration
  const verdict = verdictWordsOf(vendor.verdict, vendor.cause)
  return (
    <div className="lk-parts">
      {text && (
        <Part name={<Trans>Key text</Trans>} tone={FINDING_WORDS[text].tone} word={i18n._(FINDING_WORDS[text].title)}>
          {key && <Fingerprint of={key.fingerprint} />}
        </Part>
      )}
      <Part name={<Trans>GLPI Network</Trans>} tone={verdict.tone} word={i18n._(verdict.word)}>
        <VendorQuote vendor={vendor} />
        {vendor.cause && (
          <Link href={causePath(vendor.cause)}>
            <code translate="no">{vendor.cause}</code>
          </Link>
        )}
      </Part>
      <CheckedPart registration={registration} now={now} />
      <GlpiPart registration={registration} now={gatewayNow} />
    </div>
  )
}
