import { useLingui } from '@lingui/react'
import type { ReactNode } from 'react'
import { Route, Switch, useLocation } from 'wouter'
import { WordedFor } from './shared/practice.tsx'
import { RegistrationPage } from './registration/registration-page.tsx'
import { SignedIn } from './session/signed-in.tsx'
import { useInstance } from './shared/queries/instances.ts'
import { takeToken } from './shared/token.ts'
import { HomePage } from './shell/home-page.tsx'
import { LoadingPage } from './shell/loading-page.tsx'
import { Announcer } from './ui/announcer.tsx'
import { ErrorBoundary } from './ui/error-boundary.tsx'
import { lazyWithRetry } from './ui/lazy-with-retry.ts'
import { LoadingBoundary } from './ui/loading-boundary.tsx'
import { Loading } from './ui/loading.tsx'

// at once, whatever page the link was opened on
takeToken()

const AccessPage = lazyWithRetry(() => import('./access/access-page.tsx'), 'AccessPage')
const AuditPage = lazyWithRetry(() => import('./audit/audit-page.tsx'), 'AuditPage')
const DiagnosisPage = lazyWithRetry(() => import('./diagnosis/diagnosis-page.tsx'), 'DiagnosisPage')
const HistoryPage = lazyWithRetry(() => import('./history/history-page.tsx'), 'HistoryPage')
const ImportPage = lazyWithRetry(() => import('./instances/import-page.tsx'), 'ImportPage')
const InstancesPage = lazyWithRetry(() => import('./instances/instances-page.tsx'), 'InstancesPage')
const MarketplacePage = lazyWithRetry(() => import('./marketplace/marketplace-page.tsx'), 'MarketplacePage')
const NewInstancePage = lazyWithRetry(() => import('./instances/new-instance-page.tsx'), 'NewInstancePage')
const NoticesPage = lazyWithRetry(() => import('./notices/notices-page.tsx'), 'NoticesPage')
const SettingsPage = lazyWithRetry(() => import('./settings/settings-page.tsx'), 'SettingsPage')
const OpenPages = lazyWithRetry(() => import('./open-pages.tsx'), 'OpenPages')
const NotFoundPage = lazyWithRetry(() => import('./open-pages.tsx'), 'NotFoundPage')
const UnknownInstancePage = lazyWithRetry(() => import('./shell/unknown-instance-page.tsx'), 'UnknownInstancePage')
const SetupGuidePage = lazyWithRetry(
  async () => (await import('./setup-guide/setup-guide-page.tsx')).withForms,
  'SetupGuidePage',
)
const SignInPage = lazyWithRetry(() => import('./session/sign-in-page.tsx'), 'SignInPage')

/** Pages that show nothing of this Latchkey need no session: support staff may have none. */
const OPEN_TO_ALL = /^\/(report|support|together|which-key|check-key|do-i-need-a-key|(causes|help)(\/.*)?)\/?$/

export function App() {
  // a change of language must reach every word below
  useLingui()
  return (
    <>
      <Switch>
        <Route path="/sign-in">
          <LoadingBoundary fallback={<Loading />}>
            <SignInPage />
          </LoadingBoundary>
        </Route>
        <Route path={OPEN_TO_ALL}>
          <PageBoundary>
            <OpenPages />
          </PageBoundary>
        </Route>
        <Route>
          <SignedIn>
            <PageBoundary>
              <Pages />
            </PageBoundary>
          </SignedIn>
        </Route>
      </Switch>
      <Announcer />
    </>
  )
}

/** Keyed: a page that is being loaded, or has failed, leaves nothing of the one before it. */
function PageBoundary({ children }: { children: ReactNode }) {
  const [path] = useLocation()
  return (
    <ErrorBoundary key={path}>
      <LoadingBoundary fallback={<LoadingPage />}>{children}</LoadingBoundary>
    </ErrorBoundary>
  )
}

/** The pages of one instance, if there is one. */
function Of({ instance, children }: { instance: string; children: ReactNode }) {
  if (useInstance(instance).isUnknown) return <UnknownInstancePage instance={instance} />
  return <WordedFor instance={instance}>{children}</WordedFor>
}

const Pages = () => (
  <Switch>
    <Route path="/">
      <HomePage />
    </Route>
    <Route path="/instances">
      <InstancesPage />
    </Route>
    <Route path="/instances/new">
      <NewInstancePage />
    </Route>
    <Route path="/instances/import">
      <ImportPage />
    </Route>
    <Route path="/access">
      <AccessPage />
    </Route>
    <Route path="/audit">
      <AuditPage />
    </Route>
    <Route path="/notices">
      <NoticesPage />
    </Route>
    <Route path="/setup-guide">
      <SetupGuidePage instance={null} />
    </Route>
    <Route path="/:instance/setup-guide">
      {({ instance }) => (
        <Of key={instance} instance={instance}>
          <SetupGuidePage instance={instance} />
        </Of>
      )}
    </Route>
    <Route path="/:instance/setup/general/glpi-network">
      {/* keyed: nothing typed for one instance may be seen, or saved, in another */}
      {({ instance }) => (
        <Of key={instance} instance={instance}>
          <RegistrationPage instance={instance} />
        </Of>
      )}
    </Route>
    <Route path="/:instance/setup/general/marketplace">
      {({ instance }) => (
        <Of key={instance} instance={instance}>
          <MarketplacePage instance={instance} />
        </Of>
      )}
    </Route>
    <Route path="/:instance/setup/general/diagnosis">
      {({ instance }) => (
        <Of key={instance} instance={instance}>
          <DiagnosisPage instance={instance} />
        </Of>
      )}
    </Route>
    <Route path="/:instance/setup/general/history">
      {({ instance }) => (
        <Of key={instance} instance={instance}>
          <HistoryPage instance={instance} />
        </Of>
      )}
    </Route>
    <Route path="/:instance/setup/general/settings">
      {({ instance }) => (
        <Of key={instance} instance={instance}>
          <SettingsPage instance={instance} />
        </Of>
      )}
    </Route>
    <Route>
      <NotFoundPage />
    </Route>
  </Switch>
)
