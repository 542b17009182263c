import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { Brand } from '../shell/brand.tsx'
import { LanguageSwitch } from '../shell/language-switch.tsx'
import { SUPPORT_PATH } from '../shared/paths.ts'

/** What someone without a session sees, whatever page they asked for. */
export function SignInCard({ children }: { children?: ReactNode }) {
  return (
    <main className="lk-sign-in">
      <Brand />
      <div className="lk-card">
        <div className="lk-card-body">
          <h1 className="h2">
            <Trans>Sign in to Latchkey</Trans>
          </h1>
          {children}
          <p>
            <Trans>
              Latchkey has no passwords. You sign in with a link that works once. The server prints one when it starts
              for the first time.
            </Trans>
          </p>
          <p>
            <Trans>To get a new link, run this on the server, then open what it prints:</Trans>
          </p>
          <pre>
            <code translate="no">npx latchkey invite</code>
          </pre>
        </div>
      </div>
      <p>
        <Link href={SUPPORT_PATH}>
          <Trans>Support desk</Trans>
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
