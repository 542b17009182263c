import { Route, Switch } from 'wouter'
import { CausePage } from './causes/cause-page.tsx'
import { CausesPage } from './causes/causes-page.tsx'
import { CheckKeyPage } from './check-key/check-key-page.tsx'
import { DoINeedAKeyPage } from './do-i-need-a-key/do-i-need-a-key-page.tsx'
import { NotFoundPage } from './shell/not-found-page.tsx'
import { lazyWithRetry } from './ui/lazy-with-retry.ts'
import { WhichKeyPage } from './which-key/which-key-page.tsx'

export { NotFoundPage }

const SupportPage = lazyWithRetry(() => import('./support/support-page.tsx'), 'SupportPage')
const TogetherPage = lazyWithRetry(() => import('./together/together-page.tsx'), 'TogetherPage')
const HelpPage = lazyWithRetry(() => import('./help/help-page.tsx'), 'HelpPage')

/** The pages that need no session. Small, and so one script: what leads to them is then nothing that every page has to load. */
export const OpenPages = () => (
  <Switch>
    <Route path={/^\/(support|report)\/?$/}>
      <SupportPage />
    </Route>
    <Route path="/together">
      <TogetherPage />
    </Route>
    <Route path="/causes">
      <CausesPage />
    </Route>
    <Route path="/causes/:code">{({ code }) => <CausePage code={code} />}</Route>
    <Route path="/check-key">
      <CheckKeyPage />
    </Route>
    <Route path="/do-i-need-a-key">
      <DoINeedAKeyPage />
    </Route>
    <Route path="/which-key">
      <WhichKeyPage />
    </Route>
    <Route path="/help/:name?">{({ name }) => <HelpPage name={name} />}</Route>
    <Route>
      <NotFoundPage />
    </Route>
  </Switch>
)
