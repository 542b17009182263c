import { Trans, useLingui } from '@lingui/react/macro'
import { IconSettings, IconTrash } from '@tabler/icons-react'
import { memo, type CSSProperties } from 'react'
import { Link } from 'wouter'
import type { Instance } from '#contract/panel.ts'
import { wordsOf } from '../registration/state-words.ts'
import { STORAGE_WORDS } from '../registration/storage-words.ts'
import { causePath, registrationPath, settingsPath } from '../shell/paths.ts'
import { Badge } from '../ui/badge.tsx'
import { moment, relative } from '../ui/format.ts'
import { TimeLeft } from './time-left.tsx'

type Props = {
  instance: Instance
  /** Its place in the whole list, from 0. */
  at: number
  /** Where it begins, in pixels from the top of the list. */
  top: number
  now: number
  onRemove: ((instance: Instance) => void) | null
}

/** All rows are of one height, so that the list knows where each one is without having drawn it. */
export const InstanceRow = memo(function InstanceRow({ instance, at, top, now, onRemove }: Props) {
  const { i18n } = useLingui()
  const { id, name, state, storage, checkedAt, cause, glpi } = instance
  const { tone, badge } = wordsOf(state, cause)
  const stored = STORAGE_WORDS[storage]
  // the head is the first row
  const place: CSSProperties = { transform: `translateY(${top}px)` }
  return (
    <tr aria-rowindex={at + 2} className="lk-fleet-row" data-instance={id} style={place}>
      <th scope="row" className="lk-fleet-cell" data-column="name">
        <Link href={registrationPath(id)} title={name}>
          {name}
        </Link>
        <BelowName instance={instance} />
      </th>
      <td className="lk-fleet-cell" data-column="version">
        {glpi ? (glpi.version ?? <Trans>not seen</Trans>) : <span className="text-secondary">–</span>}
      </td>
      <td className="lk-fleet-cell" data-column="state">
        <Badge tone={tone}>{i18n._(badge)}</Badge>
      </td>
      <td className="lk-fleet-cell" data-column="left">
        <TimeLeft instance={instance} />
      </td>
      <td className="lk-fleet-cell" data-column="storage" title={stored ? i18n._(stored.means) : undefined}>
        {stored ? i18n._(stored.word) : <span className="text-secondary">–</span>}
      </td>
      <td className="lk-fleet-cell text-secondary" data-column="checked">
        {checkedAt === null ? (
          <Trans>never</Trans>
        ) : (
          <time dateTime={checkedAt} title={moment(checkedAt)}>
            {relative(checkedAt, now, 'short')}
          </time>
        )}
      </td>
      {onRemove && <RowActions instance={instance} onRemove={onRemove} />}
    </tr>
  )
})

/** What is the matter, else which service it asks. */
function BelowName({ instance: { cause, sandbox, servicesUrl } }: { instance: Instance }) {
  if (cause !== null) {
    return (
      <Link className="lk-fleet-below" href={causePath(cause)}>
        <code>{cause}</code>
      </Link>
    )
  }
  return (
    <span className="lk-fleet-below text-secondary" title={servicesUrl}>
      {sandbox ? <Trans>practice, nothing real</Trans> : new URL(servicesUrl).host}
    </span>
  )
}

type ActionsProps = { instance: Instance; onRemove: (instance: Instance) => void }

function RowActions({ instance, onRemove }: ActionsProps) {
  const { t } = useLingui()
  const { id, name, sandbox } = instance
  return (
    <td className="lk-fleet-cell lk-fleet-actions" data-column="actions">
      {!sandbox && (
        <>
          <Link
            className="lk-icon-button"
            href={settingsPath(id)}
            aria-label={t`Settings of ${name}`}
            title={t`Settings`}
          >
            <IconSettings size={18} aria-hidden="true" />
          </Link>
          <button
            type="button"
            className="lk-icon-button"
            aria-label={t`Remove ${name}`}
            title={t`Remove…`}
            onClick={() => onRemove(instance)}
          >
            <IconTrash size={18} aria-hidden="true" />
          </button>
        </>
      )}
    </td>
  )
}
