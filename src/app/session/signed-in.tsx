import { useQuery } from '@tanstack/react-query'
import { Activity, useEffect, useState, type ReactNode } from 'react'
import { useLocation } from 'wouter'
import { FailureMessage } from '../shared/failure-message.tsx'
import { Brand } from '../shell/brand.tsx'
import { lazyWithRetry } from '../ui/lazy-with-retry.ts'
import { LoadingBoundary } from '../ui/loading-boundary.tsx'
import { Loading } from '../ui/loading.tsx'
import { sessionQuery, useHasSignedOut } from '../shared/queries/session.ts'
import { rememberWanted } from '../shared/token.ts'

const SignInCard = lazyWithRetry(() => import('./sign-in-card.tsx'), 'SignInCard')

/**
 * Shows its children to someone with a session; the address stays, so that signing in leads back to it. When a session
 * ends by itself, they are only hidden: what was typed is there again after signing in from another tab.
 */
export function SignedIn({ children }: { children: ReactNode }) {
  const [path] = useLocation()
  const session = useQuery(sessionQuery)
  const isOut = session.data === null
  const hasSignedOut = useHasSignedOut()
  const [wasIn, setWasIn] = useState(false)
  if (session.data && !wasIn) setWasIn(true)
  const hasEnded = isOut && wasIn && !hasSignedOut

  useEffect(() => {
    if (isOut) rememberWanted(path)
  }, [isOut, path])

  if (session.error && session.data === undefined) {
    return (
      <main className="lk-sign-in">
        <h1>
          <Brand />
        </h1>
        <FailureMessage error={session.error} onRetry={() => void session.refetch()} />
      </main>
    )
  }
  return (
    <>
      {(session.data || hasEnded) && <Activity mode={hasEnded ? 'hidden' : 'visible'}>{children}</Activity>}
      {isOut && (
        <LoadingBoundary fallback={<Loading />}>
          <SignInCard reason={hasEnded ? 'ended' : hasSignedOut ? 'signed-out' : null} />
        </LoadingBoundary>
      )}
      {session.data === undefined && <Loading />}
    </>
  )
}
