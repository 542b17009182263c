import { Trans } from '@lingui/react/macro'
import { queryOptions } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { SessionEnd } from '#contract/people.ts'
import { SIGN_IN_COOKIE } from '#contract/page-start.ts'
import { call } from '../call.ts'

/** What ended the session that this browser had; asked only where it had one. */
export const endedQuery = queryOptions({
  queryKey: ['session', 'ended'],
  queryFn: ({ signal }) => call('session.ended', { signal }),
  enabled: () => document.cookie.includes(`${SIGN_IN_COOKIE}=`),
  gcTime: 0,
  retry: false,
})

export const ENDED_WORDS: Record<SessionEnd, ReactNode> = {
  'signed-out': <Trans>It was signed out in another window.</Trans>,
  replaced: <Trans>Somebody signed in again in this browser.</Trans>,
  revoked: <Trans>An administrator has ended it.</Trans>,
  idle: <Trans>It was not used for 30 minutes.</Trans>,
  over: <Trans>It was over: a session lasts 12 hours at most, and one of support as long as its invitation.</Trans>,
  'right-lost': (
    <Trans>
      GLPI, by which you signed in, no longer lets you in here: your right, your account or its session changed.
    </Trans>
  ),
  'right-unknown': (
    <Trans>
      GLPI, by which you signed in, did not say for 15 minutes that you still have your right. Sign in again.
    </Trans>
  ),
}
