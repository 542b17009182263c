import { CheckAllForm, LatestCheckAll } from '../check-all.ts'
import { LEAST_ROLE } from '../roles.ts'
import type { RouteGroup } from './route.ts'

const PATH = '/api/check-all'

/** Checks of many keys. They run here, whatever page is open; there is one at a time. */
export const checkAllApi = {
  get: {
    method: 'GET',
    path: PATH,
    role: 'viewer',
    summary: 'The latest check of many, and how far it is',
    reply: LatestCheckAll,
  },
  start: {
    method: 'POST',
    path: PATH,
    role: LEAST_ROLE.changeKeys,
    summary: 'Ask about the keys of these instances, a few at a time; while one is running, that one is answered with',
    body: CheckAllForm,
    reply: LatestCheckAll,
  },
  resume: {
    method: 'POST',
    path: `${PATH}/resume`,
    role: LEAST_ROLE.changeKeys,
    summary: 'Go on with one that was stopped or cancelled',
    reply: LatestCheckAll,
  },
  cancel: {
    method: 'POST',
    path: `${PATH}/cancel`,
    role: LEAST_ROLE.changeKeys,
    summary: 'Ask about no further key',
    reply: LatestCheckAll,
  },
  forget: {
    method: 'DELETE',
    path: PATH,
    role: LEAST_ROLE.changeKeys,
    summary: 'Forget the run that has ended',
    reply: null,
  },
} as const satisfies RouteGroup
