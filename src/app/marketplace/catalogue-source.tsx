import { Trans } from '@lingui/react/macro'
import { IconExternalLink } from '@tabler/icons-react'
import type { Marketplace } from '#contract/marketplace.ts'
import { useGatewayNow } from '../shared/gateway-now.ts'
import { FingerprintText } from '../shared/verdict/fingerprint.tsx'
import { ago } from '../ui/format.ts'
import { Time } from '../ui/time.tsx'

/** When this was listed, for which key; and the way to GLPI's own marketplace, which installs. */
export function CatalogueSource({
  marketplace: { fetchedAt, fingerprint, glpiMarketplace },
}: {
  marketplace: Marketplace
}) {
  const now = useGatewayNow()
  return (
    <div className="lk-market-source text-secondary">
      {fetchedAt !== null && fingerprint !== null && (
        <p>
          <Trans>
            Listed by GLPI Network <Time at={fetchedAt}>{ago(fetchedAt, now)}</Time> for the key{' '}
            <FingerprintText of={fingerprint} />.
          </Trans>
        </p>
      )}
      {glpiMarketplace === null ? (
        <p>
          <Trans>Latchkey installs nothing: GLPI’s own marketplace does.</Trans>
        </p>
      ) : (
        <p>
          <a href={glpiMarketplace} rel="noreferrer noopener" target="_blank">
            <IconExternalLink size={16} aria-hidden="true" /> <Trans>Install in GLPI’s own marketplace</Trans>
          </a>
        </p>
      )}
    </div>
  )
}
