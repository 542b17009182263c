import { Plural, Trans } from '@lingui/react/macro'
import type { Marketplace } from '#contract/marketplace.ts'
import { day } from '../ui/format.ts'
import { OfferName } from './standing-line.tsx'

/** What the key opens, and what stops when it ends. */
export function WhatStops({
  marketplace: { counts, plugins, ownOffer, isRunning, endsAt },
}: {
  marketplace: Marketplace
}) {
  if (isRunning !== true) return null
  const paid = plugins.filter(({ standing }) => standing === 'open')
  return (
    <details className="lk-ending">
      <summary>
        {endsAt === null ? (
          <Trans>What your key opens, and what stops when it ends</Trans>
        ) : (
          <Trans>What your key opens, and what stops on {day(endsAt)}</Trans>
        )}
      </summary>
      <ul>
        <li>
          <Plural
            value={counts.free}
            one="# plugin needs a free registration only. It stays open with any key that runs."
            other="# plugins need a free registration only. They stay open with any key that runs."
          />
        </li>
        <li>
          {paid.length === 0 ? (
            <Trans>No plugin needs a paid offer that this key has, so none stops.</Trans>
          ) : (
            <>
              {ownOffer && (
                <>
                  <OfferName offer={ownOffer} />
                  {': '}
                </>
              )}
              <Plural
                value={paid.length}
                one="# plugin is opened by your offer. Installed, it goes on working, and gets no more updates:"
                other="# plugins are opened by your offer. Installed, they go on working, and get no more updates:"
              />{' '}
              <span translate="no">{paid.map(({ name }) => name).join(', ')}</span>
            </>
          )}
        </li>
        <li>
          <Trans>Plugins that are installed by hand from their own releases need no key.</Trans>
        </li>
      </ul>
    </details>
  )
}
