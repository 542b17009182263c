import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { checkAllQuery } from '../shared/queries/check-all.ts'
import { quantity } from '../ui/format.ts'

/** How many there are; while many are being checked, how far that is. */
export function InstanceCount({ count }: { count: number }) {
  // never asked for here: the list of instances reads it, and the gateway sends it
  const { data: run } = useQuery({ ...checkAllQuery, enabled: false })
  if (count === 0) return null
  return (
    <span className="lk-side-count">
      {run?.phase === 'running' ? (
        <Trans>
          {quantity(run.done)} of {quantity(run.total)} checked
        </Trans>
      ) : (
        quantity(count)
      )}
    </span>
  )
}
