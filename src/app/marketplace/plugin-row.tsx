import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { Fragment, memo, type CSSProperties, type ReactNode } from 'react'
import type { MarketplacePlugin } from '#contract/marketplace.ts'
import { day, formatRating, quantity } from '../ui/format.ts'
import { StandingLine } from './standing-line.tsx'

type Props = {
  plugin: MarketplacePlugin
  glpiVersion: string | null
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
  glpiVersion,
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
      {isOpen && <PluginDetails plugin={plugin} />}
    </li>
  )
})

const DETAILS = ['key', 'authors', 'license', 'downloads', 'versions', 'added', 'updated', 'homepage'] as const
type Detail = (typeof DETAILS)[number]

const DETAIL_WORDS: Record<Detail, MessageDescriptor> = {
  key: msg`Folder`,
  authors: msg`Authors`,
  license: msg`Licence`,
  downloads: msg`Downloads`,
  versions: msg`Versions for this GLPI`,
  added: msg`Added`,
  updated: msg`Updated`,
  homepage: msg`Home page`,
}

function PluginDetails({ plugin }: { plugin: MarketplacePlugin }) {
  const { i18n } = useLingui()
  const { key, description, authors, license, downloads, versions, addedAt, updatedAt, homepage } = plugin
  const values: Record<Detail, ReactNode> = {
    key: <code translate="no">{key}</code>,
    authors: authors.length > 0 && <span translate="no">{authors.join(', ')}</span>,
    license: license !== null && <span translate="no">{license}</span>,
    downloads: downloads !== null && quantity(downloads),
    versions: versions > 0 && quantity(versions),
    added: addedAt !== null && day(addedAt),
    updated: updatedAt !== null && day(updatedAt),
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
