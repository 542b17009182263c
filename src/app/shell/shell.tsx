import { useLingui } from '@lingui/react/macro'
import { useEffect, type ReactNode } from 'react'
import { useIsSignedIn } from '../session/queries.ts'
import { LanguageSwitch } from './language-switch.tsx'
import { Sidebar } from './sidebar.tsx'
import { SignOut } from './sign-out.tsx'
import { ThemeToggle } from './theme-toggle.tsx'

type Props = { title: string; breadcrumb: ReactNode; instance?: string; children: ReactNode }

/** The frame of every page; what needs a session is left out without one. */
export function Shell({ title, breadcrumb, instance, children }: Props) {
  const { t } = useLingui()
  const isSignedIn = useIsSignedIn()
  useEffect(() => {
    document.title = `${title} · Latchkey`
  }, [title])
  return (
    <div className="lk-shell">
      <a className="lk-skip" href="#content">
        {t`Skip to the content`}
      </a>
      <Sidebar instance={instance} />
      <div className="lk-main">
        <header className="lk-top">
          {breadcrumb}
          <div className="lk-top-tools">
            <LanguageSwitch />
            <ThemeToggle />
            {isSignedIn && <SignOut />}
          </div>
        </header>
        <main id="content" tabIndex={-1} className="lk-content">
          {children}
        </main>
      </div>
    </div>
  )
}
