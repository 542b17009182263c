import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { IconChevronDown, IconChevronUp, IconExternalLink } from '@tabler/icons-react'
import { Fragment, memo, type CSSProperties, type ReactNode } from 'react'
import type { MarketplacePlugin } from '#contract/marketplace.ts'
import type { InstalledMark } from '#domain/installed-plugins.ts'
import { Badge } from '../ui/badge.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { day, formatRating, quantity } from '../ui/format.ts'
import { StandingLine } from './standing-line.tsx'

type Props = {
  plugin: MarketplacePlugin
  /** null: it is not installed, or that is not known. */
  mark: InstalledMark | null
  glpiVersion: string | null
  /** The address of the marketplace in the connected GLPI. */
  glpiMarketplace: string | null
  /** Its place in the list, from 0, and how many there are. */
  at: number
  total: number
  top: number
  isOpen: boolean
  onToggle: (key: string, at: number) => void
  /** Measures how high it is with its details. */
  measure: (element: Element | null) => void
}

export const PluginRow = memo(function PluginRow({
  plugin,
  mark,
  glpiVersion,
  glpiMarketplace,
  at,
  total,
  top,
  isOpen,
  onToggle,
  measure,
}: Props) {
  const { t } = useLingui()
  const { key, name, summary, version, rating } = plugin
  const place: CSSProperties = { transform: `translateY(${top}px)` }
  const label = isOpen ? t`Less about ${name}` : t`More about ${name}`
  return (
    <li
      ref={isOpen ? measure : undefined}
      data-index={at}
      data-row={key}
      data-details={isOpen ? 'shown' : 'hidden'}
      className="lk-plugin"
      style={place}
      aria-setsize={total}
      aria-posinset={at + 1}
    >
      <div className="lk-plugin-line">
        <div>
          <h2 className="lk-plugin-name" translate="no">
            {name}
          </h2>
          {summary !== null && <p className="text-secondary">{summary}</p>}
        </div>
        <StandingLine plugin={plugin} glpiVersion={glpiVersion} />
        <span className="lk-plugin-numbers text-secondary">
          {[version, rating === null ? null : `${formatRating(rating)} ★`].filter(Boolean).join(' · ') || '–'}
          {mark && <InstalledBadge mark={mark} />}
        </span>
        <button
          type="button"
          className="lk-icon-button"
          aria-expanded={isOpen}
          aria-label={label}
          title={label}
          onClick={() => onToggle(key, at)}
        >
          {isOpen ? <IconChevronUp size={18} aria-hidden="true" /> : <IconChevronDown size={18} aria-hidden="true" />}
        </button>
      </div>
      {isOpen && <PluginDetails plugin={plugin} mark={mark} glpiMarketplace={glpiMarketplace} />}
    </li>
  )
})

const InstalledBadge = ({ mark: { version, update } }: { mark: InstalledMark }) =>
  update === null ? (
    <Badge tone="info">
      <Trans>Installed {version}</Trans>
    </Badge>
  ) : (
    <Badge tone="warning">
      <Trans>Update from {version}</Trans>
    </Badge>
  )

const InstalledText = ({ mark: { version, isActive, update } }: { mark: InstalledMark }) => (
  <>
    {isActive ? <Trans>Version {version}, active</Trans> : <Trans>Version {version}, not active</Trans>}
    {update !== null && (
      <>
        {' · '}
        <Trans>{update} is available</Trans>
      </>
    )}
  </>
)

/** GLPI's page takes no plugin in its address: people search for it there. */
const InstallInGlpi = ({ name, address }: { name: string; address: string }) => (
  <>
    <a href={address} rel="noreferrer noopener" target="_blank">
      <IconExternalLink size={16} aria-hidden="true" /> <Trans>Open GLPI’s own marketplace</Trans>
    </a>
    <span>
      <Trans>
        There, under Discover, search for <strong translate="no">{name}</strong>
      </Trans>
    </span>
    <CopyButton text={name}>
      <Trans>Copy the name</Trans>
    </CopyButton>
  </>
)

const DETAILS = [
  'installed',
  'key',
  'authors',
  'license',
  'downloads',
  'versions',
  'added',
  'updated',
  'homepage',
  'install',
] as const
type Detail = (typeof DETAILS)[number]

const DETAIL_WORDS: Record<Detail, MessageDescriptor> = {
  installed: msg`In this GLPI`,
  key: msg`Folder`,
  authors: msg`Authors`,
  license: msg`Licence`,
  downloads: msg`Downloads`,
  versions: msg`Versions for this GLPI`,
  added: msg`Added`,
  updated: msg`Updated`,
  homepage: msg`Home page`,
  install: msg`To install`,
}

type PluginDetailsProps = Pick<Props, 'plugin' | 'mark' | 'glpiMarketplace'>

function PluginDetails({ plugin, mark, glpiMarketplace }: PluginDetailsProps) {
  const { i18n } = useLingui()
  const { key, name, version, description, authors, license, downloads, versions, addedAt, updatedAt, homepage } =
    plugin
  const values: Record<Detail, ReactNode> = {
    installed: mark !== null && <InstalledText mark={mark} />,
    key: <code translate="no">{key}</code>,
    authors: authors.length > 0 && <span translate="no">{authors.join(', ')}</span>,
    license: license !== null && <span translate="no">{license}</span>,
    downloads: downloads !== null && quantity(downloads),
    versions: versions > 0 && quantity(versions),
    added: addedAt !== null && day(addedAt),
    updated: updatedAt !== null && day(updatedAt),
    install: glpiMarketplace !== null && version !== null && mark?.version !== version && (
      <div className="lk-plugin-install">
        <InstallInGlpi name={name} address={glpiMarketplace} />
      </div>
    ),
    // it opens only by a click, and the other site does not learn from where
    homepage: homepage !== null && (
      <a href={homepage} rel="noreferrer noopener nofollow" target="_blank" translate="no">
        {homepage}
      </a>
    ),
  }
  return (
    <div className="lk-plugin-more">
      {description !== null && <p>{description}</p>}
      <dl>
        {DETAILS.map((detail) =>
          values[detail] === false ? null : (
            <Fragment key={detail}>
              <dt>{i18n._(DETAIL_WORDS[detail])}</dt>
              <dd>{values[detail]}</dd>
            </Fragment>
          ),
        )}
      </dl>
    </div>
  )
}
