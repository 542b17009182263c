import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import type { InstalledPlugins, Marketplace } from '#contract/marketplace.ts'
import { compareInstalled } from '#domain/installed-plugins.ts'
import { LazyCauseTitle } from '../shared/cause/lazy.tsx'
import { METHOD_NAMES } from '../shared/connection/method-names.ts'
import { useGatewayNow } from '../shared/gateway-now.ts'
import { SeenAgo } from '../shared/verdict/seen-ago.tsx'
import { day } from '../ui/format.ts'
import { installedQuery } from './queries.ts'

type Props = { instance: string; marketplace: Marketplace }

/** Which plugins are in GLPI: those with an update, and those whose updates end with the key. */
export function InstalledInGlpi({ instance, marketplace }: Props) {
  const { data } = useQuery(installedQuery(instance))
  if (!data || data.unseen === 'not-connected') return null
  return (
    <section className="lk-market-source" aria-labelledby="installed">
      <h2 id="installed" className="lk-plugin-name">
        <Trans>Installed in this GLPI</Trans>
      </h2>
      {data.seen === null ? <Unseen installed={data} /> : <Seen seen={data.seen} marketplace={marketplace} />}
    </section>
  )
}

const Unseen = ({ installed: { cause } }: { installed: InstalledPlugins }) => (
  <p className="text-secondary">
    {cause === null ? (
      <Trans>
        Unknown: this connection does not show plugins. The legacy REST API, the console and the database do, and API v2
        since its version 2.3.
      </Trans>
    ) : (
      <>
        <Trans>Unknown:</Trans> <LazyCauseTitle code={cause} peer="glpi" />
        {cause === 'right-missing' && (
          <>
            {' '}
            <Trans>
              To read plugins, an account needs the right to read GLPI’s setup; in the database, SELECT on
            </Trans>{' '}
            <code translate="no">glpi_plugins</code>.
          </>
        )}
      </>
    )}
  </p>
)

type SeenProps = { seen: NonNullable<InstalledPlugins['seen']>; marketplace: Marketplace }

function Seen({ seen: { seenAt, by, plugins }, marketplace }: SeenProps) {
  const { i18n } = useLingui()
  const now = useGatewayNow()
  const { installed, updates, endWithKey, notListed } = compareInstalled(plugins, marketplace.plugins)
  const { isRunning, endsAt } = marketplace
  return (
    <>
      <p>
        <Plural
          value={installed}
          _0="No plugin is installed."
          one="# plugin is installed."
          other="# plugins are installed."
        />{' '}
        <span className="text-secondary">
          <SeenAgo at={seenAt} now={now} />
          {' · '}
          {i18n._(METHOD_NAMES[by])}
        </span>
      </p>
      <ul>
        {updates.map(({ name, from, to, isOpen }) => (
          <li key={name}>
            <strong translate="no">{name}</strong>{' '}
            {isOpen ? (
              <Trans>
                has an update: {from} → {to}
              </Trans>
            ) : (
              <Trans>
                has an update that this key does not open: {from} → {to}
              </Trans>
            )}
          </li>
        ))}
        {installed > 0 && updates.length === 0 && (
          <li>
            {marketplace.complete ? (
              <Trans>None has an update.</Trans>
            ) : (
              <Trans>None of those that were listed has an update.</Trans>
            )}
          </li>
        )}
        {isRunning === true && endWithKey.length > 0 && (
          <li>
            {endsAt === null ? (
              <Trans>Updates end with the key for:</Trans>
            ) : (
              <Trans>Updates end on {day(endsAt)} for:</Trans>
            )}{' '}
            <span translate="no">{endWithKey.join(', ')}</span>
          </li>
        )}
        {notListed.length > 0 && (
          <li>
            <Trans>Not in the list of GLPI Network, so nothing is known of their updates:</Trans>{' '}
            <span translate="no">{notListed.join(', ')}</span>
          </li>
        )}
      </ul>
    </>
  )
}
