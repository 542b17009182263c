import { CheckReply, GlpiPages, KeyForm, PluginsPageForm, Registration, RestoreForm, SaveForm } from '../panel.ts'
import { LEAST_ROLE } from '../roles.ts'
import type { RouteGroup } from './route.ts'

const PATH = '/api/instances/:id/registration'

/** The text is no key that may be sent. */
const UNSENDABLE = [
  'key-damaged',
  'key-wrong-secret',
  'key-placeholder',
  'key-unsendable',
  'key-not-for-practice',
] as const

/** GLPI could not be given what was to be written. */
const NOT_WRITTEN = ['instance-managed', 'console-not-allowed', 'any-cause'] as const

/** The key of one instance. */
export const registrationApi = {
  get: {
    method: 'GET',
    path: PATH,
    role: 'viewer',
    summary: 'What is known, without asking GLPI Network',
    reply: Registration,
    isRevalidated: true,
  },
  glpiPages: {
    method: 'GET',
    path: '/api/instances/:id/glpi-pages',
    role: 'viewer',
    summary: 'Where its GLPI has the same tab, and its marketplace',
    reply: GlpiPages,
  },
  save: {
    method: 'PUT',
    path: PATH,
    role: LEAST_ROLE.changeKeys,
    summary: 'Save a key, and ask about it for a moment; a good one is replaced by none that is not accepted',
    body: SaveForm,
    reply: Registration,
    isConditional: true,
    problems: [...UNSENDABLE, 'key-not-verified', ...NOT_WRITTEN],
    asksOthers: true,
  },
  remove: {
    method: 'DELETE',
    path: PATH,
    role: LEAST_ROLE.changeKeys,
    summary: 'Remove the key; it can be put back for seven days',
    reply: Registration,
    isConditional: true,
    problems: NOT_WRITTEN,
  },
  check: {
    method: 'POST',
    path: `${PATH}/check`,
    role: LEAST_ROLE.checkKeys,
    summary: 'Ask about a key; nothing is stored',
    body: KeyForm,
    reply: CheckReply,
    problems: UNSENDABLE,
    asksOthers: true,
  },
  restore: {
    method: 'POST',
    path: `${PATH}/restore`,
    role: LEAST_ROLE.changeKeys,
    summary: 'Put a key back that was replaced or removed within the last seven days',
    body: RestoreForm,
    reply: Registration,
    isConditional: true,
    problems: ['former-key-unknown', 'key-not-verified', ...NOT_WRITTEN],
    asksOthers: true,
  },
  write: {
    method: 'POST',
    path: `${PATH}/write`,
    role: LEAST_ROLE.changeKeys,
    summary: 'Write the saved key into GLPI again',
    reply: Registration,
    isConditional: true,
    problems: ['request-invalid', ...NOT_WRITTEN],
    asksOthers: true,
  },
  prove: {
    method: 'POST',
    path: `${PATH}/prove`,
    role: LEAST_ROLE.changeKeys,
    summary: 'Write the saved key into GLPI once more where it stands, and read it back',
    reply: Registration,
    isConditional: true,
    problems: ['request-invalid', ...NOT_WRITTEN],
    asksOthers: true,
  },
  pluginsPage: {
    method: 'PUT',
    path: `${PATH}/plugins-page`,
    role: LEAST_ROLE.administer,
    summary: 'Set in GLPI whether its marketplace replaces its page of plugins, and read it back',
    body: PluginsPageForm,
    reply: Registration,
    isConditional: true,
    problems: ['request-invalid', ...NOT_WRITTEN],
    asksOthers: true,
  },
  dismiss: {
    method: 'POST',
    path: `${PATH}/dismiss`,
    role: 'viewer',
    summary: 'Note in the history that one has dismissed the warning that is shown',
    reply: null,
  },
  refresh: {
    method: 'POST',
    path: `${PATH}/refresh`,
    role: LEAST_ROLE.changeKeys,
    summary: 'Ask about the saved key now',
    reply: Registration,
    asksOthers: true,
  },
} as const satisfies RouteGroup
