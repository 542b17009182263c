import { MailForm, MailTestForm, NoticeTest, Notices, RecipientForm } from '../notices.ts'
import { LEAST_ROLE } from '../roles.ts'
import type { RouteGroup } from './route.ts'

const PATH = '/api/notices'

/** Who is told of warnings, how, and what became of it. All of it is for administrators: it has the addresses of people. */
export const noticesApi = {
  get: {
    method: 'GET',
    path: PATH,
    role: LEAST_ROLE.administer,
    summary: 'The mail server and the recipients of warnings, with what became of their messages',
    reply: Notices,
  },
  saveMail: {
    method: 'PUT',
    path: `${PATH}/mail`,
    role: LEAST_ROLE.administer,
    summary: 'Set the mail server; without a password, the stored one stays',
    isConditional: true,
    body: MailForm,
    reply: Notices,
    problems: ['address-refused'],
  },
  removeMail: {
    method: 'DELETE',
    path: `${PATH}/mail`,
    role: LEAST_ROLE.administer,
    summary: 'Forget the mail server and its password',
    isConditional: true,
    reply: Notices,
  },
  testMail: {
    method: 'POST',
    path: `${PATH}/mail/test`,
    role: LEAST_ROLE.administer,
    summary: 'Send one mail by these settings, with the stored password where none is given; nothing is stored',
    body: MailTestForm,
    reply: NoticeTest,
    problems: ['address-refused'],
  },
  add: {
    method: 'POST',
    path: `${PATH}/recipients`,
    role: LEAST_ROLE.administer,
    summary: 'Add a recipient',
    body: RecipientForm,
    reply: Notices,
    status: 201,
    problems: ['address-refused'],
  },
  change: {
    method: 'PUT',
    path: `${PATH}/recipients/:recipient`,
    role: LEAST_ROLE.administer,
    summary: 'Change a recipient; address and secrets stay where they are left out',
    isConditional: true,
    body: RecipientForm,
    reply: Notices,
    problems: ['recipient-unknown', 'address-refused'],
  },
  remove: {
    method: 'DELETE',
    path: `${PATH}/recipients/:recipient`,
    role: LEAST_ROLE.administer,
    summary: 'Remove a recipient and the messages that wait for it',
    isConditional: true,
    reply: Notices,
    problems: ['recipient-unknown'],
  },
  test: {
    method: 'POST',
    path: `${PATH}/recipients/:recipient/test`,
    role: LEAST_ROLE.administer,
    summary: 'Send one test message to a recipient',
    reply: NoticeTest,
    problems: ['recipient-unknown'],
  },
  retry: {
    method: 'POST',
    path: `${PATH}/recipients/:recipient/retry`,
    role: LEAST_ROLE.administer,
    summary: 'Try its messages now, those that were given up as well',
    reply: Notices,
    problems: ['recipient-unknown'],
  },
  clear: {
    method: 'POST',
    path: `${PATH}/recipients/:recipient/clear`,
    role: LEAST_ROLE.administer,
    summary: 'Forget the messages that were given up',
    reply: Notices,
    problems: ['recipient-unknown'],
  },
} as const satisfies RouteGroup
