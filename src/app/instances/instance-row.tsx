import { Trans, useLingui } from '@lingui/react/macro'
import { memo, type CSSProperties } from 'react'
import type { Instance } from '#contract/panel.ts'
import { badgeToneOf, stateWordsOf } from '../shared/verdict/state-words.ts'
import { SEVERITY_TONES } from '../shared/severity-tones.ts'
import { warningInShort } from '../shared/warning-in-short.ts'
import { listedWordsOf } from '../shared/verdict/storage-words.ts'
import { causePath, registrationPath, settingsPath } from '../shared/paths.ts'
import { ago, moment } from '../ui/format.ts'
import { TimeLeft } from './time-left.tsx'

type Props = {
  instance: Instance
  /** Its place in the whole list, from 0. */
  at: number
  /** Where it begins, in pixels from the top of the list. */
  top: number
  now: number
  hasActions: boolean
  isChosen: boolean
  onChoose: (id: string, isRange: boolean) => void
}

const QUIET_CELL = 'lk-fleet-cell lk-fleet-quiet'

/**
 * All rows are of one height, so that the list knows where each one is without having drawn it. Hundreds come and go in a second, so
 * their links are plain ones, which the list follows, and a row has as few elements as it can: the browser styles and places each one.
 */
export const InstanceRow = memo(function InstanceRow({
  instance,
  at,
  top,
  now,
  hasActions,
  isChosen,
  onChoose,
}: Props) {
  const { i18n, t } = useLingui()
  const { id, name, state, checkedAt, glpi } = instance
  const { badge } = stateWordsOf(state)
  const stored = listedWordsOf(instance)
  // no transform: each is one more thing that the browser sorts out in every frame
  const place: CSSProperties = { top }
  return (
    // the head is the first row
    <tr aria-rowindex={at + 2} className="lk-fleet-row" data-row={id} style={place}>
      <td className="lk-fleet-choose">
        <input
          type="checkbox"
          className="lk-fleet-check"
          aria-label={t`Choose ${name}`}
          checked={isChosen}
          // the browser's own event knows of the shift key
          onChange={({ nativeEvent }) => onChoose(id, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)}
        />
      </td>
      <th scope="row" className="lk-fleet-cell" data-column="name">
        <a href={registrationPath(id)} title={name}>
          {name}
        </a>
        <br />
        <BelowName instance={instance} />
      </th>
      <td className={glpi ? 'lk-fleet-cell' : QUIET_CELL} data-column="version">
        {glpi ? (glpi.version ?? <Trans>not seen</Trans>) : '–'}
      </td>
      <td className="lk-badge lk-fleet-badge" data-column="state" data-tone={badgeToneOf(instance)}>
        {i18n._(badge)}
      </td>
      <td className="lk-fleet-cell" data-column="left">
        <TimeLeft instance={instance} />
      </td>
      <td
        className={stored ? 'lk-fleet-cell' : QUIET_CELL}
        data-column="storage"
        title={stored ? i18n._(stored.means) : undefined}
      >
        {stored ? i18n._(stored.word) : '–'}
      </td>
      {checkedAt === null ? (
        <td className={QUIET_CELL} data-column="checked">
          <Trans>never</Trans>
        </td>
      ) : (
        <td className={QUIET_CELL} data-column="checked" title={moment(checkedAt)}>
          {ago(checkedAt, now, 'short')}
          <span className="visually-hidden"> ({moment(checkedAt)})</span>
        </td>
      )}
      {hasActions && <RowActions instance={instance} />}
    </tr>
  )
})

/** What neither the state nor the days say. */
const SAID_BELOW_NAME = new Set<Instance['warning']['kind']>(['clock-wrong', 'vendor-silent', 'glpi-silent'])

/** What is the matter, else which service it asks. */
function BelowName({ instance: { cause, sandbox, servicesUrl, warning } }: { instance: Instance }) {
  const { i18n } = useLingui()
  if (SAID_BELOW_NAME.has(warning.kind)) {
    const words = i18n._(warningInShort(warning))
    return (
      <span className="lk-fleet-below lk-tone-text" data-tone={SEVERITY_TONES[warning.severity]} title={words}>
        {words}
        {cause !== null && (
          <>
            {' · '}
            <a href={causePath(cause)}>
              <code translate="no">{cause}</code>
            </a>
          </>
        )}
      </span>
    )
  }
  if (cause !== null) {
    return (
      <a className="lk-fleet-below" href={causePath(cause)}>
        <code translate="no">{cause}</code>
      </a>
    )
  }
  return (
    <span className="lk-fleet-below lk-fleet-quiet" title={servicesUrl}>
      {sandbox ? <Trans>practice, nothing real</Trans> : new URL(servicesUrl).host}
    </span>
  )
}

function RowActions({ instance: { id, name, sandbox } }: { instance: Instance }) {
  const { t } = useLingui()
  return (
    <td className="lk-fleet-actions" data-column="actions">
      {!sandbox && (
        <a
          className="lk-icon-button lk-fleet-settings"
          href={settingsPath(id)}
          aria-label={t`Settings of ${name}`}
          title={t`Settings`}
        />
      )}
    </td>
  )
}
