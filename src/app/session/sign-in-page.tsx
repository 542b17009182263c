import { Trans } from '@lingui/react/macro'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Redirect } from 'wouter'
import { Loading } from '../ui/loading.tsx'
import { GatewayRefusal } from '../call.ts'
import { FailureMessage } from '../shared/failure-message.tsx'
import { sessionQuery } from '../shared/queries/session.ts'
import { SignInCard } from './sign-in-card.tsx'
import { sentToken, takeToken, wantedPath } from '../shared/token.ts'
import { spentLinkQuery } from './spent-link.ts'

/** Where the printed link leads: spends its token once, and goes to where the person wanted. */
export function SignInPage() {
  const client = useQueryClient()
  const [token, setToken] = useState(sentToken)
  const opened = useQuery({ ...spentLinkQuery, enabled: token !== null })
  // a link opened once more by somebody who is signed in
  const session = useQuery({ ...sessionQuery, enabled: opened.error !== null })

  useEffect(() => {
    // a second link pasted over the first changes only the hash, and loads nothing
    const onHash = () => {
      if (!takeToken()) return
      setToken(sentToken())
      void client.resetQueries({ queryKey: spentLinkQuery.queryKey })
    }
    addEventListener('hashchange', onHash)
    return () => removeEventListener('hashchange', onHash)
  }, [client])

  if (opened.data || session.data) return <Redirect to={wantedPath()} replace />
  if (token === null) return <SignInCard />
  if (opened.error === null || session.isLoading) return <Loading />
  return (
    <SignInCard>
      {isSpent(opened.error) ? (
        <>
          <FailureMessage error={opened.error} />
          <p>
            <Trans>Ask the person who sent it for another one, or make one as shown below.</Trans>
          </p>
        </>
      ) : (
        <FailureMessage error={opened.error} onRetry={() => void opened.refetch()} />
      )}
    </SignInCard>
  )
}

/** No other try can help. */
const isSpent = (error: Error): boolean => error instanceof GatewayRefusal && error.code === 'sign-in-link-spent'
