import { Trans, useLingui } from '@lingui/react/macro'
import type { MarketplacePlugin, Offer } from '#contract/marketplace.ts'
import { StatusIcon } from '../ui/status-icon.tsx'
import { UNKNOWN_WORDS, STANDING_WORDS } from './standing-words.ts'

type Props = { plugin: MarketplacePlugin; glpiVersion: string | null }

/** Where a plugin stands, in one line. */
export const StandingLine = ({ plugin, glpiVersion }: Props) => (
  <span className="lk-standing">
    <StatusIcon tone={STANDING_WORDS[plugin.standing].tone} />
    <span className="lk-tone-text" data-tone={STANDING_WORDS[plugin.standing].tone}>
      <StandingText plugin={plugin} glpiVersion={glpiVersion} />
    </span>
  </span>
)

function StandingText({ plugin: { standing, reason, offer }, glpiVersion }: Props) {
  const { i18n } = useLingui()
  if (standing === 'no-version') return <Trans>No version for GLPI {glpiVersion}</Trans>
  if (standing === 'not-on-cloud') return <Trans>Not offered on GLPI Network Cloud</Trans>
  if (standing === 'unknown' && reason !== null) {
    return (
      <Trans>
        Unknown: <span>{i18n._(UNKNOWN_WORDS[reason])}</span>
      </Trans>
    )
  }
  if (offer === null) return i18n._(STANDING_WORDS[standing].filter)
  if (standing === 'open') {
    return (
      <Trans>
        Opened by your offer <OfferName offer={offer} />
      </Trans>
    )
  }
  return (
    <Trans>
      Needs <OfferName offer={offer} />
    </Trans>
  )
}

/** Its title, else the reference that GLPI Network uses for it. */
export const OfferName = ({ offer: { reference, title } }: { offer: Offer }) =>
  title === null ? <code translate="no">{reference}</code> : <span translate="no">{title}</span>
