import { Trans } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { changedBy } from '../call.ts'
import { ChangedQuestion } from '../shared/changed-question.tsx'
import { noticesQuery } from './queries.ts'

type Props = {
  /** Why the change was refused; null where it was not. */
  error: Error | null
  /** Left out: saving. */
  goOn?: ReactNode
  isBusy: boolean
  /** It stays as it is, and is shown as it is. */
  onStop: () => void
  onGoOn: (revision: string) => void
}

/** Asks where somebody else has changed the same thing since it was read. */
export function NoticesChanged({ error, goOn, isBusy, onStop, onGoOn }: Props) {
  const client = useQueryClient()
  const changed = changedBy(error)
  if (!changed) return null
  return (
    <ChangedQuestion
      changed={changed}
      goOn={goOn ?? <Trans>Save my changes anyway</Trans>}
      isBusy={isBusy}
      onStop={() => {
        void client.refetchQueries(noticesQuery)
        onStop()
      }}
      onGoOn={() => onGoOn(changed.revision)}
    />
  )
}
