import { Trans, useLingui } from '@lingui/react/macro'
import { FINDING_WORDS } from '#contract/finding-words.ts'
import type { Registration } from '#contract/panel.ts'
import { Link } from 'wouter'
import { causePath } from '../paths.ts'
import { CheckedPart } from './checked-part.tsx'
import { FINDING_TONES } from './finding-tones.ts'
import { useHasLoaded } from '../../ui/still-loading.ts'
import { lazyWithRetry } from '../../ui/lazy-with-retry.ts'
import { LoadingBoundary } from '../../ui/loading-boundary.tsx'
import { FingerprintText } from './fingerprint.tsx'
import { GlpiPart } from './glpi-part.tsx'
import { verdictWordsOf } from './state-words.ts'
import { CardPart } from './card-part.tsx'
import { VendorQuote } from './vendor-quote.tsx'

type Props = { registration: Registration; now: number; gatewayNow: number }

// not needed before the page can be used
const CopyIcon = lazyWithRetry(() => import('../../ui/copy-icon.tsx'), 'CopyIcon')

/** The questions a verdict answers, side by side and never folded into one colour. @param now by GLPI Network’s clock. */
export function VerdictParts({ registration, now, gatewayNow }: Props) {
  const { i18n, t } = useLingui()
  const { key, text, vendor } = registration
  const hasLoaded = useHasLoaded()
  const verdict = verdictWordsOf(vendor.verdict, vendor.cause)
  return (
    <div className="lk-parts">
      {text && (
        <CardPart name={<Trans>Key text</Trans>} tone={FINDING_TONES[text]} word={i18n._(FINDING_WORDS[text].title)}>
          {key && (
            <>
              <FingerprintText of={key.fingerprint} />{' '}
              <LoadingBoundary>
                {hasLoaded && <CopyIcon text={key.fingerprint} label={t`Copy the fingerprint`} />}
              </LoadingBoundary>
            </>
          )}
        </CardPart>
      )}
      <CardPart name={<Trans>GLPI Network</Trans>} tone={verdict.tone} word={i18n._(verdict.word)}>
        <VendorQuote vendor={vendor} />
        {vendor.cause && (
          <Link href={causePath(vendor.cause)}>
            <code translate="no">{vendor.cause}</code>
          </Link>
        )}
      </CardPart>
      <CheckedPart registration={registration} now={now} />
      <GlpiPart registration={registration} now={gatewayNow} />
    </div>
  )
}
