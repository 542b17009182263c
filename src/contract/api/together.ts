import { PageEvent } from '../page-events.ts'
import {
  CurrentSharing,
  SharedScreen,
  ScreenPlace,
  SharingForm,
  StartedSharing,
  WatchedPage,
  WatchForm,
} from '../together.ts'
import type { RouteGroup } from './route.ts'

const PATH = '/api/together'
const WATCH = `${PATH}/watch` as const

/** Showing a page to support, who may look on and point, and nothing else. */
export const togetherApi = {
  current: {
    method: 'GET',
    path: PATH,
    role: 'viewer',
    summary: 'Whether this sign-in shows its page, and who looks on',
    reply: CurrentSharing,
  },
  start: {
    method: 'POST',
    path: PATH,
    role: 'viewer',
    summary: 'Show the page to support for some minutes',
    body: SharingForm,
    reply: StartedSharing,
    status: 201,
  },
  stop: { method: 'DELETE', path: PATH, role: 'viewer', summary: 'Show it no longer', reply: null },
  show: {
    method: 'PUT',
    path: `${PATH}/screen`,
    role: 'viewer',
    summary: 'What is on the page now, without anything that was typed',
    body: SharedScreen,
    reply: CurrentSharing,
  },
  dismiss: {
    method: 'POST',
    path: `${PATH}/dismiss`,
    role: 'viewer',
    summary: 'Hide what support points at',
    reply: CurrentSharing,
  },
  open: {
    method: 'POST',
    path: WATCH,
    role: null,
    summary: 'Look on, by the token of a link or by its code; sets a cookie of its own',
    body: WatchForm,
    reply: WatchedPage,
    status: 201,
    problems: ['invitation-over', 'too-many-tries'],
  },
  watch: {
    method: 'GET',
    path: WATCH,
    role: null,
    summary: 'The page that is shown',
    reply: WatchedPage,
    problems: ['invitation-over'],
  },
  follow: {
    method: 'GET',
    path: `${WATCH}/events`,
    role: null,
    summary: 'When it changes, as server-sent events',
    event: PageEvent,
    problems: ['invitation-over', 'too-many-streams'],
  },
  point: {
    method: 'POST',
    path: `${WATCH}/point`,
    role: null,
    summary: 'Point at something that is on the page',
    body: ScreenPlace,
    reply: WatchedPage,
    problems: ['invitation-over', 'not-on-screen'],
  },
} as const satisfies RouteGroup
