import { Trans, useLingui } from '@lingui/react/macro'
import type { Registration } from '#contract/panel.ts'
import { Link } from 'wouter'
import { causePath } from '../shell/paths.ts'
import { CheckedPart } from './checked-part.tsx'
import { FINDING_WORDS } from './finding-words.ts'
import { Fingerprint } from './fingerprint.tsx'
import { verdictWordsOf } from './state-words.ts'
import { Part } from './part.tsx'
import { STORAGE_WORDS } from './storage-words.ts'
import { VendorQuote } from './vendor-quote.tsx'

/** The questions a verdict answers, side by side and never folded into one colour. */
export function VerdictParts({ registration, now }: { registration: Registration; now: number }) {
  const { i18n } = useLingui()
  const { key, text, vendor, storage } = registration
  const verdict = verdictWordsOf(vendor.verdict, vendor.cause)
  const stored = STORAGE_WORDS[storage]
  return (
    <div className="lk-parts">
      {text && (
        <Part name={<Trans>Key text</Trans>} tone={FINDING_WORDS[text].tone} word={i18n._(FINDING_WORDS[text].title)}>
          {key && <Fingerprint of={key.fingerprint} />}
        </Part>
      )}
      <Part name="GLPI Network" tone={verdict.tone} word={i18n._(verdict.word)}>
        <VendorQuote vendor={vendor} />
        {vendor.cause && (
          <Link href={causePath(vendor.cause)}>
            <code>{vendor.cause}</code>
          </Link>
        )}
      </Part>
      <CheckedPart registration={registration} now={now} />
      {stored && (
        <Part name={<Trans>In GLPI</Trans>} tone={stored.tone} word={i18n._(stored.word)}>
          {i18n._(stored.means)}
        </Part>
      )}
    </div>
  )
}
