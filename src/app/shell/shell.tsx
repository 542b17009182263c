import { useLingui } from '@lingui/react/macro'
import { Suspense, useEffect, type ReactNode } from 'react'
import { PracticeBanner } from './practice-banner.tsx'
import { PRACTICE } from '../shared/practice.tsx'
import { useIsSignedIn } from '../shared/queries/session.ts'
import { useIsTranslated } from './translation/translated.ts'
import { lazyWithRetry } from '../ui/lazy-with-retry.ts'
import { LanguageSwitch } from './language-switch.tsx'
import { Sidebar } from './sidebar.tsx'
import { SignOut } from './sign-out.tsx'
import { ThemeToggle } from './theme-toggle.tsx'

const TranslatedNote = lazyWithRetry(() => import('./translation/translated-note.tsx'), 'TranslatedNote')

type Props = { title: string; breadcrumb: ReactNode; instance?: string; children: ReactNode }

/** The frame of every page; what needs a session is left out without one. */
export function Shell({ title, breadcrumb, instance, children }: Props) {
  const { t } = useLingui()
  const isSignedIn = useIsSignedIn()
  const isTranslated = useIsTranslated()
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
        {instance === PRACTICE && <PracticeBanner />}
        <main id="content" tabIndex={-1} className="lk-content">
          <Suspense>{isTranslated && <TranslatedNote />}</Suspense>
          {children}
        </main>
      </div>
    </div>
  )
}
