import { useQuery } from '@tanstack/react-query'
import { useEffect, type ReactNode } from 'react'
import { useLocation } from 'wouter'
import { FailureMessage } from '../failure-message.tsx'
import { Brand } from '../shell/brand.tsx'
import { Loading } from '../ui/loading.tsx'
import { sessionQuery } from './queries.ts'
import { SignInCard } from './sign-in-card.tsx'
import { rememberWanted } from './token.ts'

/** Shows its children to someone with a session; the address stays, so that signing in leads back to it. */
export function SignedIn({ children }: { children: ReactNode }) {
  const [path] = useLocation()
  const session = useQuery(sessionQuery)
  const isOut = session.data === null

  useEffect(() => {
    if (isOut) rememberWanted(path)
  }, [isOut, path])

  if (session.data) return children
  if (isOut) return <SignInCard />
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
