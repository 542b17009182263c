import { useLingui, Trans } from '@lingui/react/macro'
import { useEffect, useState, type ReactNode } from 'react'
import { PRACTICE } from '../shared/practice.tsx'
import { useLastViewed } from '../shared/queries/instances.ts'
import { useInstanceWarning } from '../shared/queries/warning.ts'
import { useIsTranslated } from './translation/translated.ts'
import { lazyWithRetry } from '../ui/lazy-with-retry.ts'
import { LoadingBoundary } from '../ui/loading-boundary.tsx'
import { useHasLoaded } from '../ui/still-loading.ts'
import type { Wish } from './wish-of.ts'
import { Sidebar } from './sidebar.tsx'
import { Link, useLocation } from 'wouter'

// these are loaded last: what the page is for comes first
const PageCode = lazyWithRetry(() => import('./page-code.tsx'), 'PageCode')
const TopTools = lazyWithRetry(() => import('./top-tools.tsx'), 'TopTools')
const TabWarning = lazyWithRetry(() => import('./tab-warning.tsx'), 'TabWarning')
const GatewayLine = lazyWithRetry(() => import('../live/gateway-line.tsx'), 'GatewayLine')
const TranslatedNote = lazyWithRetry(() => import('./translation/translated-note.tsx'), 'TranslatedNote')

type Props = { title: string; breadcrumb: ReactNode; instance?: string; children: ReactNode }

/** The frame of every page; what needs a session is left out without one. */
export function Shell({ title, breadcrumb, instance, children }: Props) {
  const { t } = useLingui()
  const isTranslated = useIsTranslated()
  const hasLoaded = useHasLoaded()
  const warning = useInstanceWarning(instance)
  const [warned, setWarned] = useState('')
  // pages that show none keep the last one at hand
  const shown = useLastViewed(instance)
  const name = instance && shown?.name
  const last = instance ?? shown?.id
  const [wish, setWish] = useState<Wish | null>(null)
  useEffect(() => {
    // what tells one tab from another comes first
    document.title = [warned, name, title, 'Latchkey'].filter(Boolean).join(' · ')
  }, [warned, name, title])
  useHeadingFocus()
  return (
    <div className="lk-shell">
      <LoadingBoundary>{warning && <TabWarning warning={warning} onWords={setWarned} />}</LoadingBoundary>
      <a className="lk-skip" href="#content">
        {t`Skip to the content`}
      </a>
      <Sidebar last={last} shown={shown} onSwitch={() => setWish('palette')} />
      <div className="lk-main">
        <header className="lk-top">
          {breadcrumb}
          <div className="lk-top-tools">
            <LoadingBoundary>{hasLoaded && <TopTools instance={last} wish={wish} onWish={setWish} />}</LoadingBoundary>
          </div>
        </header>
        {instance === PRACTICE && <PracticeBanner />}
        <main id="content" tabIndex={-1} className="lk-content">
          <LoadingBoundary>{isTranslated && <TranslatedNote />}</LoadingBoundary>
          {children}
        </main>
        <LoadingBoundary>{hasLoaded && instance !== undefined && <PageCode instance={instance} />}</LoadingBoundary>
        <LoadingBoundary>{hasLoaded && <GatewayLine />}</LoadingBoundary>
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
        <Trans>The answers come from the sandbox, which is part of Latchkey.</Trans>
      </span>{' '}
      <Link href="/setup-guide">
        <Trans>Add your GLPI</Trans>
      </Link>
    </section>
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
