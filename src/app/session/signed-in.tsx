import { useQuery } from '@tanstack/react-query'
import { Suspense, useEffect, type ReactNode } from 'react'
import { useLocation } from 'wouter'
import { FailureMessage } from '../shared/failure-message.tsx'
import { Brand } from '../shell/brand.tsx'
import { lazyWithRetry } from '../ui/lazy-with-retry.ts'
import { Loading } from '../ui/loading.tsx'
import { sessionQuery } from '../shared/queries/session.ts'
import { rememberWanted } from '../shared/token.ts'

const SignInCard = lazyWithRetry(() => import('./sign-in-card.tsx'), 'SignInCard')

/** Shows its children to someone with a session; the address stays, so that signing in leads back to it. */
export function SignedIn({ children }: { children: ReactNode }) {
  const [path] = useLocation()
  const session = useQuery(sessionQuery)
  const isOut = session.data === null

  useEffect(() => {
    if (isOut) rememberWanted(path)
  }, [isOut, path])

  if (session.data) return children
  if (isOut) {
    return (
      <Suspense fallback={<Loading />}>
        <SignInCard />
      </Suspense>
    )
  }
  if (session.error) {
    return (
      <main className="lk-sign-in">
        <h1>
          <Brand />
        </h1>
        <FailureMessage error={session.error} onRetry={() => void session.refetch()} />
      </main>
    )
  }
  return <Loading />
}
