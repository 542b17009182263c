import { GlpiPasswordForm, GlpiSignInForm, GlpiSignInTest, GlpiSignInView } from '../glpi-sign-in.ts'
import { Session } from '../panel.ts'
import { LEAST_ROLE } from '../roles.ts'
import type { RouteGroup } from './route.ts'

const SIGN_IN = '/api/sign-in/glpi/:id'
const SETTINGS = '/api/instances/:id/sign-in'

/** Signing in by a GLPI itself, and which GLPIs that is switched on for. */
export const glpiSignInApi = {
  begin: {
    method: 'GET',
    path: SIGN_IN,
    role: null,
    summary: 'Go to the sign-in page of a GLPI 11',
    redirects: true,
    problems: ['sign-in-not-offered'],
  },
  done: {
    method: 'GET',
    path: `${SIGN_IN}/done`,
    role: null,
    summary: 'Where that GLPI leads back to: opens a session, or says on the page why not',
    redirects: true,
    problems: ['sign-in-not-offered'],
  },
  byPassword: {
    method: 'POST',
    path: SIGN_IN,
    role: null,
    summary: 'Sign in with login and password of a GLPI before 11; the password is used once',
    body: GlpiPasswordForm,
    reply: Session,
    status: 201,
    problems: ['sign-in-not-offered', 'too-many-tries', 'no-right-in-glpi', 'oauth-needed', 'any-cause'],
  },
  view: {
    method: 'GET',
    path: SETTINGS,
    role: LEAST_ROLE.administer,
    summary: 'Whether people sign in by this GLPI, and how',
    reply: GlpiSignInView,
    problems: ['instance-built-in'],
  },
  change: {
    method: 'PUT',
    path: SETTINGS,
    role: LEAST_ROLE.administer,
    summary: 'Let people sign in by this GLPI, or change how; a change ends the sessions that were opened by it',
    body: GlpiSignInForm,
    reply: GlpiSignInView,
    problems: ['instance-built-in', 'address-refused'],
  },
  remove: {
    method: 'DELETE',
    path: SETTINGS,
    role: LEAST_ROLE.administer,
    summary: 'Let nobody sign in by this GLPI any more; ends the sessions that were opened by it',
    reply: GlpiSignInView,
    problems: ['instance-built-in'],
  },
  test: {
    method: 'POST',
    path: `${SETTINGS}/test`,
    role: LEAST_ROLE.administer,
    summary: 'Ask that GLPI whether people could sign in so; nothing is stored',
    asksOthers: true,
    body: GlpiSignInForm,
    reply: GlpiSignInTest,
    problems: ['instance-built-in', 'address-refused'],
  },
} as const satisfies RouteGroup
