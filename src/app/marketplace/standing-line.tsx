import { Trans, useLingui } from '@lingui/react/macro'
import type { MarketplacePlugin, Offer } from '#contract/marketplace.ts'
import { StatusIcon } from '../ui/status-icon.tsx'
import { REASON_WORDS, STANDING_WORDS } from './standing-words.ts'

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
  switch (standing) {
    case 'free':
      return <Trans>Free with registration</Trans>
    case 'open':
      return offer ? (
        <Trans>
          Opened by your offer <OfferName offer={offer} />
        </Trans>
      ) : (
        <Trans>Opened by your offer</Trans>
      )
    case 'needs-offer':
      return offer ? (
        <Trans>
          Needs <OfferName offer={offer} />
        </Trans>
      ) : (
        <Trans>Needs another offer</Trans>
      )
    case 'no-version':
      return <Trans>No version for GLPI {glpiVersion}</Trans>
    case 'not-on-cloud':
      return <Trans>Not offered on GLPI Network Cloud</Trans>
    case 'unknown':
      return reason === null ? (
        <Trans>Unknown</Trans>
      ) : (
        <Trans>
          Unknown: <span>{i18n._(REASON_WORDS[reason])}</span>
        </Trans>
      )
  }
}

/** Its title, else the reference that GLPI Network uses for it. */
export const OfferName = ({ offer: { reference, title } }: { offer: Offer }) =>
  title === null ? <code translate="no">{reference}</code> : <span translate="no">{title}</span>
