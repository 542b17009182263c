import { Trans } from '@lingui/react/macro'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, type ReactNode } from 'react'
import { Redirect, useSearch } from 'wouter'
import type { SignInFailure } from '#contract/people.ts'
import { Loading } from '../ui/loading.tsx'
import { Message } from '../ui/message.tsx'
import { GatewayRefusal } from '../call.ts'
import { CAUSE_CODES } from '#domain/cause-codes.ts'
import { LazyCauseNextStep, LazyCauseTitle } from '../shared/cause/lazy.tsx'
import { FailureMessage } from '../shared/failure-message.tsx'
import { sessionQuery } from '../shared/queries/session.ts'
import { SignInCard } from './sign-in-card.tsx'
import { spentLinkQuery } from './spent-link.ts'
import { sentToken, takeToken, wantedPath } from '../shared/token.ts'

/** Where the printed link leads: spends its token once, and goes to where the person wanted. */
export function SignInPage() {
  const client = useQueryClient()
  const [token, setToken] = useState(sentToken)
  const search = new URLSearchParams(useSearch())
  const failure = SIGN_IN_FAILURES.find((one) => one === search.get('failed'))
  const opened = useQuery({ ...spentLinkQuery, enabled: token !== null })
  // a link opened once more by somebody who is signed in; or the issuer has led back here
  const session = useQuery({ ...sessionQuery, enabled: opened.error !== null || token === null })

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
  if (session.isLoading) return <Loading />
  if (token === null)
    return <SignInCard>{failure && <NotSignedIn failure={failure} cause={search.get('cause')} />}</SignInCard>
  if (opened.error === null) return <Loading />
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

const FAILURE_WORDS: Record<SignInFailure, ReactNode> = {
  denied: <Trans>It was refused there, or cancelled.</Trans>,
  'no-role': <Trans>You are known there, but no role in Latchkey is given to you. Ask an administrator.</Trans>,
  'no-right': (
    <Trans>
      GLPI knows you, but your default profile there has no right to its setup. Ask a GLPI administrator to give that
      profile “Setup”: Read to look at Latchkey, Update to administer it.
    </Trans>
  ),
  expired: <Trans>It took too long, or was begun in another browser. Try again.</Trans>,
  failed: <Trans>The service did not answer as it should. Latchkey’s log says more.</Trans>,
}

/** What came of a sign-in elsewhere. */
function NotSignedIn({ failure, cause }: { failure: SignInFailure; cause: string | null }) {
  const code = CAUSE_CODES.find((one) => one === cause)
  return (
    <Message tone="danger" alert title={<Trans>You were not signed in</Trans>}>
      {code === undefined ? (
        <p>{FAILURE_WORDS[failure]}</p>
      ) : (
        <>
          <p>
            <LazyCauseTitle code={code} peer="glpi" />
          </p>
          <LazyCauseNextStep code={code} peer="glpi" />
        </>
      )}
    </Message>
  )
}

/** The gateway's list is loaded with its routes, after the first screen. */
const SIGN_IN_FAILURES = ['denied', 'no-role', 'no-right', 'expired', 'failed'] as const satisfies SignInFailure[]

/** No other try can help. */
const isSpent = (error: Error): boolean => error instanceof GatewayRefusal && error.code === 'sign-in-link-spent'
