import './seen.css'
import { Trans } from '@lingui/react/macro'
import type { GlpiSeen } from '#contract/connection.ts'
import { StatusIcon } from '../ui/status-icon.tsx'
import { sightingsOf } from './seen-words.tsx'

/** What was seen of a GLPI, and what cannot be seen; after a look that something stood in the way of, only the former. */
export function SeenList({ seen: all }: { seen: GlpiSeen }) {
  const sightings = sightingsOf(all).filter(({ seen }) => seen !== null || all.cause === null)
  if (sightings.length === 0) return null
  return (
    <dl className="lk-seen">
      {sightings.map(({ id, name, seen }) => (
        <div key={id}>
          <dt>{name}</dt>
          <dd className={seen ? undefined : 'text-secondary'}>
            <StatusIcon tone={seen?.tone ?? 'neutral'} />{' '}
            <span>{seen?.words ?? <Trans>cannot be seen this way</Trans>}</span>
          </dd>
        </div>
      ))}
    </dl>
  )
}
