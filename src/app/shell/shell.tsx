import { useLingui, Trans } from '@lingui/react/macro'
import { Suspense, useEffect, useState, type ReactNode } from 'react'
import { helpPathOf } from '../shared/paths.ts'
import { PRACTICE } from '../shared/practice.tsx'
import { useIsSignedIn } from '../shared/queries/session.ts'
import { instancesQuery } from '../shared/queries/instances.ts'
import { useQuery } from '@tanstack/react-query'
import { useInstanceWarning } from '../shared/queries/warning.ts'
import { useIsTranslated } from './translation/translated.ts'
import { lazyWithRetry } from '../ui/lazy-with-retry.ts'
import { LanguageSwitch } from './language-switch.tsx'
import { Sidebar } from './sidebar.tsx'
import { ThemeToggle } from './theme-toggle.tsx'
import { Link, useLocation } from 'wouter'
import { IconHelpCircle, IconLogout } from '@tabler/icons-react'

// the last on the page, and the last to be loaded: what the page is for comes first
const PageCode = lazyWithRetry(async () => {
  await new Promise((resolve) => setTimeout(resolve, 3000))
  return import('./page-code.tsx')
}, 'PageCode')
const TabWarning = lazyWithRetry(() => import('./tab-warning.tsx'), 'TabWarning')
const SignOutQuestion = lazyWithRetry(() => import('./sign-out-question.tsx'), 'SignOutQuestion')
const TranslatedNote = lazyWithRetry(() => import('./translation/translated-note.tsx'), 'TranslatedNote')

type Props = { title: string; breadcrumb: ReactNode; instance?: string; children: ReactNode }

/** The frame of every page; what needs a session is left out without one. */
export function Shell({ title, breadcrumb, instance, children }: Props) {
  const { t } = useLingui()
  const isSignedIn = useIsSignedIn()
  const isTranslated = useIsTranslated()
  const warning = useInstanceWarning(instance)
  const [warned, setWarned] = useState('')
  const { data: name } = useQuery({
    ...instancesQuery,
    enabled: isSignedIn === true && instance !== undefined,
    select: (instances) => instances.find(({ id }) => id === instance)?.name,
  })
  useEffect(() => {
    // what tells one tab from another comes first
    document.title = [warned, name, title, 'Latchkey'].filter(Boolean).join(' · ')
  }, [warned, name, title])
  useHeadingFocus()
  return (
    <div className="lk-shell">
      <Suspense>{warning && <TabWarning warning={warning} onWords={setWarned} />}</Suspense>
      <a className="lk-skip" href="#content">
        {t`Skip to the content`}
      </a>
      <Sidebar instance={instance} />
      <div className="lk-main">
        <header className="lk-top">
          {breadcrumb}
          <div className="lk-top-tools">
            <HelpLink />
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
        <Suspense>{instance !== undefined && <PageCode instance={instance} />}</Suspense>
      </div>
    </div>
  )
}

/** On every page of the practice instance, which looks like a real one otherwise. */
function PracticeBanner() {
  const { t } = useLingui()
  return (
    <section className="lk-practice" aria-label={t`Practice`}>
      <span>
        <strong>
          <Trans>Practice: nothing here is real.</Trans>
        </strong>{' '}
        <Trans>The answers come from a practice service that is part of Latchkey.</Trans>
      </span>{' '}
      <Link href="/instances/new">
        <Trans>Add your GLPI</Trans>
      </Link>
    </section>
  )
}

/** Opens the part of the guide that is about this page. */
function HelpLink() {
  const { t } = useLingui()
  const [path] = useLocation()
  return (
    <Link href={helpPathOf(path)} className="lk-icon-button" aria-label={t`Help`} title={t`Help`}>
      <IconHelpCircle size={20} aria-hidden="true" />
    </Link>
  )
}

/** Asks first: coming back takes a new sign-in link. */
function SignOut() {
  const { t } = useLingui()
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <button
        type="button"
        className="lk-icon-button"
        aria-label={t`Sign out`}
        title={t`Sign out`}
        onClick={() => setAsking(true)}
      >
        <IconLogout size={20} aria-hidden="true" />
      </button>
      <Suspense>{isAsking && <SignOutQuestion onCancel={() => setAsking(false)} />}</Suspense>
    </>
  )
}

/** The page whose heading was shown last. */
let shownPath: string | null = null

/** After a link was followed the heading has the focus: it is read out, and the Tab key goes on from there. */
function useHeadingFocus(): void {
  const [path] = useLocation()
  useEffect(() => {
    const heading = document.querySelector<HTMLElement>('#content h1:not(.visually-hidden)')
    // a page that is still loading has none
    if (heading === null) return
    // an address that names a place on the page leads there
    if (shownPath !== null && shownPath !== path && location.hash === '') {
      heading.tabIndex = -1
      heading.focus({ preventScroll: true })
    }
    shownPath = path
  }, [path])
}
