import './seen.css'
import { Trans } from '@lingui/react/macro'
import type { GlpiSnapshot } from '#contract/glpi-snapshot.ts'
import { moment } from '../../ui/format.ts'
import { StatusIcon } from '../../ui/status-icon.tsx'
import { FIELDS, snapshotRowsOf } from './snapshot-words.tsx'

/** The latest inspection did not see it; this is from the one at `at`. */
const SeenThen = ({ at }: { at: string | undefined }) =>
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

/** What was seen of a GLPI, and what cannot be seen; after a look that something stood in the way of, only the former. */
export function SnapshotList({ seen: all }: { seen: GlpiSnapshot }) {
  const sightings = snapshotRowsOf(all).filter(({ seen }) => seen !== null || all.cause === null)
  if (sightings.length === 0) return null
  return (
    <dl className="lk-seen">
      {sightings.map(({ id, name, seen }) => (
        <div key={id}>
          <dt>{name}</dt>
          <dd className={seen ? undefined : 'text-secondary'}>
            <StatusIcon tone={seen?.tone ?? 'neutral'} />{' '}
            <span>{seen?.words ?? <Trans>unknown with this connection</Trans>}</span>
            {seen && <SeenThen at={all.older[FIELDS[id]]} />}
          </dd>
        </div>
      ))}
    </dl>
  )
}
