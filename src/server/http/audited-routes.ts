import { API, type Api } from '#contract/api.ts'
import type { RouteGroup } from '#contract/api/route.ts'
import type { AuditAction } from '#contract/audit.ts'

type Changing<Group> = { [Name in keyof Group as Group[Name] extends { method: 'GET' } ? never : Name]: AuditAction }

/** What each route is called in the audit. Whatever reads only is `read`, and is recorded where it is refused to a role. */
export const AUDITED_ROUTES: { [Group in keyof Api]: Changing<Api[Group]> } = {
  gateway: {},
  session: { open: 'sign-in', close: 'sign-out' },
  instances: { remove: 'instance-remove' },
  newInstance: { add: 'instance-add', testConnection: 'connection-test' },
  registration: {
    save: 'key-save',
    remove: 'key-remove',
    check: 'key-check',
    restore: 'key-restore',
    write: 'key-write',
    prove: 'key-prove',
    pluginsPage: 'plugins-page-change',
    dismiss: 'warning-dismiss',
    refresh: 'key-refresh',
  },
  diagnosis: { run: 'diagnosis-run' },
  report: {},
  settings: { change: 'instance-change', test: 'connection-test' },
  history: {},
  marketplace: {},
  monitoring: {},
  notices: {
    saveMail: 'mail-change',
    removeMail: 'mail-remove',
    testMail: 'mail-test',
    add: 'recipient-add',
    change: 'recipient-change',
    remove: 'recipient-remove',
    test: 'recipient-test',
    retry: 'recipient-retry',
    clear: 'recipient-clear',
  },
  events: {},
  checkAll: {
    start: 'check-all-start',
    resume: 'check-all-resume',
    cancel: 'check-all-cancel',
    forget: 'check-all-forget',
  },
  together: {
    start: 'page-show',
    stop: 'page-hide',
    show: 'page-send',
    dismiss: 'page-send',
    open: 'page-watch',
    point: 'page-point',
  },
  people: {
    invite: 'invitation-create',
    withdraw: 'invitation-withdraw',
    endOthers: 'sessions-end',
    end: 'session-end',
    changeRole: 'role-change',
  },
  signIn: {},
  glpiSignIn: {
    byPassword: 'sign-in',
    change: 'glpi-sign-in-change',
    remove: 'glpi-sign-in-remove',
    test: 'glpi-sign-in-test',
  },
  audit: {},
}

/**
 * They store nothing by themselves, so that only a refusal is recorded. What a check or a diagnosis finds changed is a row of its own:
 * `verdict-change` or `storage-change`.
 */
export const RECORDED_ONLY_WHEN_REFUSED: ReadonlySet<AuditAction> = new Set<AuditAction>([
  'key-check',
  'key-refresh',
  'diagnosis-run',
  'connection-test',
  'glpi-sign-in-test',
  'mail-test',
  'recipient-test',
  'page-send',
  'page-point',
])

type Audited = { method: string; pattern: RegExp; action: AuditAction }

let known: Audited[] | undefined

const audited = (): Audited[] =>
  Object.entries<RouteGroup>(API).flatMap(([group, routes]) => {
    const actions: Record<string, AuditAction> = Object(AUDITED_ROUTES)[group]
    return Object.entries(routes).map(([name, { method, path }]) => ({
      method,
      pattern: new RegExp(`^${path.replace('/:id', '/(?<id>[^/]+)').replaceAll(/:\w+/g, '[^/]+')}$`),
      action: actions[name] ?? 'read',
    }))
  })

/** What a request is about, before or without its route; `request` where there is no such route. */
export function auditedRequest(method: string, path: string): { action: AuditAction; instance: string | null } {
  known ??= audited()
  for (const route of known) {
    const found = route.method === method ? route.pattern.exec(path) : null
    if (found) return { action: route.action, instance: found.groups?.['id'] ?? null }
  }
  return { action: 'request', instance: null }
}
