import { EndedSession } from '../people.ts'
import { CurrentSession, Session, SessionForm } from '../panel.ts'
import type { RouteGroup } from './route.ts'

const PATH = '/api/session'

/** Signing in and out. Nobody is signed in yet, so none of these needs it. */
export const sessionApi = {
  open: {
    method: 'POST',
    path: PATH,
    role: null,
    summary: 'Spend a sign-in link',
    body: SessionForm,
    reply: Session,
    status: 201,
    problems: ['sign-in-link-spent', 'too-many-tries'],
  },
  current: {
    method: 'GET',
    path: PATH,
    role: null,
    summary: 'Who is signed in; null for nobody',
    reply: CurrentSession,
  },
  ended: {
    method: 'GET',
    path: `${PATH}/ended`,
    role: null,
    summary: 'What ended the session that the caller had',
    reply: EndedSession,
  },
  close: { method: 'DELETE', path: PATH, role: null, summary: 'Sign out', reply: null },
} as const satisfies RouteGroup
