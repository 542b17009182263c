import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Capability } from '#contract/roles.ts'
import { sessionQuery } from './queries/session.ts'

const WORDS: Record<Exclude<Capability, 'checkKeys'>, ReactNode> = {
  changeKeys: <Trans>Operators and administrators can change keys.</Trans>,
  administer: <Trans>Only an administrator can make changes here.</Trans>,
  readAudit: <Trans>Only an administrator can read the audit.</Trans>,
}

/** In place of what somebody may not do: who can. */
export function WhoMay({ capability }: { capability: keyof typeof WORDS }) {
  const { data: session } = useQuery(sessionQuery)
  return (
    <p className="text-secondary lk-who-may">
      {session?.role === 'viewer' && <Trans>You have read-only access.</Trans>} {WORDS[capability]}
    </p>
  )
}
