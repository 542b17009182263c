import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { GlpiSignInMethod, GlpiSignInTest } from '#contract/glpi-sign-in.ts'
import { EvidenceList } from '../shared/cause/evidence-list.tsx'
import { LazyCauseNextStep, LazyCauseTitle } from '../shared/cause/lazy.tsx'
import { FailureMessage } from '../shared/failure-message.tsx'
import { Message } from '../ui/message.tsx'

type Props = {
  test: { data: GlpiSignInTest | undefined; error: Error | null }
  method: GlpiSignInMethod
}

/** What a test of the sign-in by a GLPI has found. */
export function GlpiSignInOutcome({ test: { data, error }, method }: Props) {
  if (error) return <FailureMessage error={error} />
  if (!data) return null
  if (data.outcome === 'good') {
    return (
      <Message tone="success" alert title={<Trans>GLPI is ready for it</Trans>}>
        <p>{GOOD_WORDS[method]}</p>
      </Message>
    )
  }
  if (data.outcome !== 'failed') {
    return (
      <Message tone="danger" alert title={<Trans>Nobody could sign in like this</Trans>}>
        <p>{OUTCOME_WORDS[data.outcome]}</p>
      </Message>
    )
  }
  const { cause, evidence } = data
  const code = { code: cause, peer: 'glpi', errorCode: evidence?.errorCode } as const
  return (
    <Message tone="danger" alert title={<LazyCauseTitle {...code} />}>
      <LazyCauseNextStep {...code} />
      <EvidenceList of={evidence} />
    </Message>
  )
}

const GOOD_WORDS: Record<GlpiSignInMethod, ReactNode> = {
  oauth: <Trans>It accepts the client, its secret and the redirect URI.</Trans>,
  password: (
    <Trans>
      Its legacy REST API answers. Whether it takes logins with a password shows only when somebody signs in.
    </Trans>
  ),
}

const OUTCOME_WORDS: Record<Exclude<GlpiSignInTest['outcome'], 'good' | 'failed'>, ReactNode> = {
  'is-11': (
    <Trans>This is a GLPI 11. Its legacy REST API asks nobody for a second factor, so choose “GLPI 11 or later”.</Trans>
  ),
  'is-older': <Trans>This GLPI is older than 11 and has no OAuth clients: choose “GLPI 10 or earlier”.</Trans>,
  'callback-refused': (
    <Trans>GLPI’s OAuth client does not have the redirect URI that is shown above. Add it there.</Trans>
  ),
  'grant-missing': <Trans>GLPI’s OAuth client does not have the grant “Authorization code”. Add it there.</Trans>,
}
