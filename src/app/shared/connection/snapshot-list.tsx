import './seen.css'
import { Trans } from '@lingui/react/macro'
import type { GlpiSnapshot } from '#contract/glpi-snapshot.ts'
import { moment } from '../../ui/format.ts'
import { StatusIcon } from '../../ui/status-icon.tsx'
import { FIELDS, snapshotRowsOf } from './snapshot-words.tsx'

/** The latest inspection did not see it; this is from the one at `at`. */
const SeenAtNote = ({ at }: { at: string | undefined }) =>
  at === undefined ? null : (
    <span className="text-secondary">
      {' '}
      (
      <Trans>
        seen on <time dateTime={at}>{moment(at)}</time>
      </Trans>
      )
    </span>
  )

/** The facts of a snapshot and those that are unknown; if the inspection failed, only the facts. */
export function SnapshotList({ snapshot }: { snapshot: GlpiSnapshot }) {
  const rows = snapshotRowsOf(snapshot).filter(({ seen }) => seen !== null || snapshot.cause === null)
  if (rows.length === 0) return null
  return (
    <dl className="lk-seen">
      {rows.map(({ id, name, seen }) => (
        <div key={id}>
          <dt>{name}</dt>
          <dd className={seen ? undefined : 'text-secondary'}>
            <StatusIcon tone={seen?.tone ?? 'neutral'} />{' '}
            <span>{seen?.words ?? <Trans>unknown with this connection</Trans>}</span>
            {seen && <SeenAtNote at={snapshot.older[FIELDS[id]]} />}
          </dd>
        </div>
      ))}
    </dl>
  )
}
