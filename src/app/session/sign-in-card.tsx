import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { Brand } from '../shell/brand.tsx'
import { LanguageSwitch } from '../shell/language-switch.tsx'
import { InviteCommand } from '../shared/invite-command.tsx'
import { Message } from '../ui/message.tsx'
import { OtherWays, useOtherWays } from './other-ways.tsx'
import { ENDED_WORDS, endedQuery } from './ended-words.tsx'
import { SUPPORT_PATH } from '../shared/paths.ts'

type Props = {
  /** Why nobody is signed in in this window any more; null: nobody was. */
  reason?: 'signed-out' | 'ended' | null
  children?: ReactNode
}

/** What someone without a session sees, whatever page they asked for. */
export function SignInCard({ reason = null, children }: Props) {
  const { data: ended } = useQuery(endedQuery)
  const otherWays = useOtherWays()
  const why = reason === 'signed-out' ? null : ended?.reason
  return (
    <main className="lk-sign-in">
      <Brand />
      <div className="lk-card">
        <div className="lk-card-body">
          <h1 className="h2">
            <Trans>Sign in to Latchkey</Trans>
          </h1>
          {reason === 'signed-out' && <Message tone="info" title={<Trans>You have signed out.</Trans>} />}
          {(reason === 'ended' || why) && (
            <Message tone="warning" title={<Trans>Your session has ended.</Trans>}>
              {why && <p>{ENDED_WORDS[why]}</p>}
              {reason === 'ended' && (
                <p>
                  <Trans>
                    What you typed is kept. Open a new sign-in link in another tab of this browser, then come back to
                    this one.
                  </Trans>
                </p>
              )}
            </Message>
          )}
          {children}
          <OtherWays />
          <p>
            {otherWays ? (
              <Trans>Or sign in with a link that works once: an administrator makes one for you.</Trans>
            ) : (
              <Trans>
                Latchkey has no passwords. You sign in with a link that works once. The server prints one when it starts
                for the first time.
              </Trans>
            )}
          </p>
          <p>
            <Trans>To get a new link, run this on the server, in Latchkey’s folder, then open what it prints:</Trans>
          </p>
          <InviteCommand />
        </div>
      </div>
      <p>
        <Link href={SUPPORT_PATH}>
          <Trans>Support desk</Trans>
        </Link>
        {' · '}
        <Link href="/check-key">
          <Trans>Check a key</Trans>
        </Link>
        {' · '}
        <Link href="/do-i-need-a-key">
          <Trans>Do I need a key?</Trans>
        </Link>
        {' · '}
        <Link href="/causes">
          <Trans>Causes</Trans>
        </Link>
      </p>
      <LanguageSwitch />
    </main>
  )
}
