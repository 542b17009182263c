import { InvitationForm, People, PeopleWithLink, RoleForm } from '../people.ts'
import { LEAST_ROLE } from '../roles.ts'
import type { RouteGroup } from './route.ts'

const PEOPLE = '/api/people'
const SESSIONS = '/api/sessions'

/** Who is signed in, and who may come. Each change answers with all of it. */
export const peopleApi = {
  get: {
    method: 'GET',
    path: PEOPLE,
    role: LEAST_ROLE.administer,
    summary: 'Open sessions, with device and last use, and sign-in links that were not opened yet',
    reply: People,
  },
  invite: {
    method: 'POST',
    path: `${PEOPLE}/invitations`,
    role: LEAST_ROLE.administer,
    summary: 'Make a sign-in link, which is shown this once',
    body: InvitationForm,
    reply: PeopleWithLink,
    status: 201,
  },
  withdraw: {
    method: 'DELETE',
    path: `${PEOPLE}/invitations/:invitation`,
    role: LEAST_ROLE.administer,
    summary: 'Withdraw a sign-in link that was not opened yet',
    reply: People,
    problems: ['person-unknown'],
  },
  endOthers: {
    method: 'DELETE',
    path: SESSIONS,
    role: LEAST_ROLE.administer,
    summary: "End all sessions but the caller's own",
    reply: People,
  },
  end: {
    method: 'DELETE',
    path: `${SESSIONS}/:session`,
    role: LEAST_ROLE.administer,
    summary: 'End one session',
    reply: People,
    problems: ['person-unknown'],
  },
  changeRole: {
    method: 'PUT',
    path: `${SESSIONS}/:session/role`,
    role: LEAST_ROLE.administer,
    summary: 'Change the role of a session; its browser gets another session id with its next request',
    body: RoleForm,
    reply: People,
    problems: ['person-unknown'],
  },
} as const satisfies RouteGroup
