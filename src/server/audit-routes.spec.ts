import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { API } from '#contract/api.ts'
import type { ApiRoute } from '#contract/api/route.ts'
import { Notices } from '#contract/notices.ts'
import { PeopleWithLink } from '#contract/people.ts'
import { StartedSharing } from '#contract/together.ts'
import { fingerprintOf } from '#domain/key.ts'
import { startFakeGlpi, type FakeGlpi } from '#glpi/testing/fake-glpi.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { cookieIn } from './glpi-sign-in/testing/signing-in.ts'
import { AUDITED_ROUTES, RECORDED_ONLY_WHEN_REFUSED } from './http/audited-routes.ts'
import { verifyAudit } from './store/audit-chain.ts'
import { TestGateway } from './testing/gateway.ts'
import { ScriptedGlpi } from './testing/memory-glpi.ts'
import { DEAD_MAIL_SERVER, ON_DUTY } from './testing/notices.ts'

let panel: TestGateway
let glpi: ScriptedGlpi
/** How often its page of plugins was set. */
let plugins: number
/** Where people sign in. */
let entry: FakeGlpi
beforeEach(async () => {
  glpi = new ScriptedGlpi()
  plugins = 0
  entry = await startFakeGlpi({ friendlyName: 'Ada Lovelace' })
  panel = await TestGateway.open((opened) => {
    opened.openGlpi = (options) => ({
      ...glpi.open(options),
      setReplacePlugins: async (replacePlugins) => {
        plugins += 1
        glpi.snapshot = { ...glpi.snapshot, replacePlugins }
        return null
      },
    })
  })
})
afterEach(async () => {
  await panel.close()
  await entry.close()
})

const KEY = sandboxKey('standard')
const CONNECTION = { rest: { url: 'http://127.0.0.1:9', userToken: 'x' } }
const ITEM = { role: 'button', label: 'Save', nth: 0 } as const
const SCREEN = {
  path: '/town/setup',
  title: 'x',
  instance: null,
  state: null,
  items: [{ ...ITEM, isFilled: null, isFocused: false, isInvalid: false, isDisabled: false }],
}

const INVITED: (string | null)[] = ['admin', 'invite']
/** Where it is somebody else: who looks on has no sign-in. */
const BY: Record<string, (string | null)[]> = {
  'together.open': [null, null],
  'glpiSignIn.byPassword': ['admin', 'glpi'],
}
/** A browser that has a session already ends that one, which has a row of its own. */
const WITHOUT_SESSION = new Set(['session.open', 'glpiSignIn.byPassword'])

/** The tables without what reads and time change. */
async function stored(): Promise<string> {
  const queries = [
    'select * from instances',
    'select instance_id, fingerprint, saved_at, sealed_key, latest from registrations',
    'select * from former_keys',
    'select instance_id, sealed_connection, storage, given_fingerprint, write_due from glpis',
    'select event, state, count from history',
    'select id, role, session_hash, ended_as, burnt_at from sign_ins',
    'select * from notice_recipients',
    'select id, state from notice_messages',
    'select instance_id, method from glpi_sign_ins',
    'select sign_in_id, instance_id from glpi_sessions',
    'select * from check_runs',
    'select instance_id from check_run_items',
    'select * from store_facts',
    'select * from audit',
  ]
  const rows = await Promise.all(queries.map((query) => sql.raw(query).execute(panel.gateway.store)))
  return JSON.stringify(rows.map((result) => result.rows))
}

const rowsAfter = (number: number) =>
  panel.gateway.store.selectFrom('audit').selectAll().where('number', '>', number).orderBy('number').execute()

const latest = async (): Promise<number> =>
  (await panel.gateway.store.selectFrom('audit_head').select('number').executeTakeFirstOrThrow()).number

/** Whatever would write a row fails then, in either database. */
const block = () => sql.raw('alter table audit rename to audit_away')
const unblock = () => sql.raw('alter table audit_away rename to audit')

type Step = {
  route: string
  body?: unknown
  /** In place of what the path names. */
  names?: Record<string, string>
  before?: () => unknown
}

const calledBy: Record<string, ApiRoute> = Object.fromEntries(
  Object.entries(API).flatMap(([group, routes]) =>
    Object.entries(routes).map(([name, route]) => [`${group}.${name}`, route]),
  ),
)

async function call({ route, body, names = {} }: Step): Promise<Response> {
  const { method, path } = calledBy[route] ?? { method: 'GET', path: '/api/health' }
  const named = path.replaceAll(/:(\w+)/g, (_, name: string) => names[name] ?? (name === 'id' ? 'town' : ''))
  const cookie = WITHOUT_SESSION.has(route) ? '' : `${panel.cookie}; ${rest.watching}`
  const reply = await panel.call(method, named, body, { cookie })
  await panel.textOf(reply.clone())
  return reply
}

const rest = { token: '', watching: '', byGlpi: '', recipient: '', other: '', invitation: '' }

async function recipient(): Promise<string> {
  return Notices.parse(await panel.json('GET', '/api/notices')).recipients[0]?.id ?? ''
}

async function signInElsewhere(): Promise<string> {
  const token = await panel.gateway.signIns.invite('viewer', 1)
  await panel.call('POST', '/api/session', { token }, { cookie: '' })
  return String((await panel.gateway.sessions.all()).at(-1)?.number)
}

const STEPS: Step[] = [
  {
    route: 'newInstance.add',
    body: { id: 'town', name: 'Town', connection: CONNECTION },
  },
  { route: 'newInstance.testConnection', body: { connection: CONNECTION } },
  { route: 'settings.test', body: { connection: CONNECTION } },
  { route: 'settings.change', body: { name: 'Town hall' }, before: () => useSandbox() },
  // a first inspection is a change of its own
  {
    route: 'registration.save',
    body: { key: KEY },
    before: () => panel.call('POST', '/api/instances/town/registration/refresh'),
  },
  { route: 'registration.refresh' },
  { route: 'registration.check', body: { key: KEY } },
  { route: 'registration.write' },
  { route: 'registration.prove' },
  { route: 'registration.pluginsPage', body: { choice: 'never' } },
  { route: 'registration.dismiss' },
  { route: 'registration.remove' },
  { route: 'registration.restore', body: { fingerprint: fingerprintOf(KEY) } },
  { route: 'diagnosis.run', body: {}, names: { id: 'sandbox' } },
  { route: 'checkAll.start', body: { instances: ['town'] }, before: () => holdGlpi() },
  { route: 'checkAll.cancel' },
  { route: 'checkAll.resume' },
  { route: 'checkAll.forget', before: () => endRun() },
  { route: 'notices.saveMail', body: DEAD_MAIL_SERVER },
  { route: 'notices.testMail', body: { mail: DEAD_MAIL_SERVER, to: 'a@example.org', language: 'en' } },
  { route: 'notices.removeMail' },
  { route: 'notices.add', body: ON_DUTY },
  {
    route: 'notices.change',
    body: { ...ON_DUTY, name: 'Night' },
    before: async () => (rest.recipient = await recipient()),
  },
  { route: 'notices.test' },
  { route: 'notices.retry' },
  { route: 'notices.clear' },
  { route: 'notices.remove' },
  { route: 'together.start', body: { minutes: 15 } },
  { route: 'together.show', body: SCREEN, before: () => shareAgain() },
  { route: 'together.open' },
  { route: 'together.point', body: ITEM },
  { route: 'together.dismiss' },
  { route: 'together.stop' },
  { route: 'people.invite', body: { role: 'viewer', hours: 1 } },
  { route: 'people.withdraw', before: async () => (rest.invitation = await invitation()) },
  { route: 'people.changeRole', body: { role: 'support' }, before: async () => (rest.other = await signInElsewhere()) },
  { route: 'people.end' },
  { route: 'people.endOthers' },
  {
    route: 'glpiSignIn.test',
    body: { method: 'password', url: CONNECTION.rest.url },
  },
  { route: 'glpiSignIn.change' },
  { route: 'glpiSignIn.byPassword' },
  // the sessions that it ends have rows of their own
  {
    route: 'glpiSignIn.remove',
    before: () => panel.call('DELETE', '/api/session', undefined, { cookie: rest.byGlpi }),
  },
  { route: 'instances.remove' },
  { route: 'session.open', before: async () => (rest.token = await panel.gateway.signIns.invite('admin', 1)) },
  { route: 'session.close' },
]

/** Its keys are asked about where there is somebody to answer. */
const useSandbox = () =>
  panel.gateway.store
    .updateTable('instances')
    .set({ services_url: panel.sandbox.url })
    .where('id', '=', 'town')
    .execute()

let letGo: () => void = () => undefined
function holdGlpi(): void {
  glpi.gate = new Promise((resolve) => (letGo = resolve))
}

async function endRun(): Promise<void> {
  letGo()
  await vi.waitFor(
    async () => expect(await panel.json('GET', '/api/check-all')).toMatchObject({ phase: 'ended' }),
    30_000,
  )
}

async function shareAgain(): Promise<void> {
  const shared = StartedSharing.parse(await panel.json('POST', '/api/together', { minutes: 15 }))
  rest.token = shared.link.split('token=')[1] ?? ''
}

async function invitation(): Promise<string> {
  const made = PeopleWithLink.parse(await panel.json('POST', '/api/people/invitations', { role: 'viewer', hours: 1 }))
  return String(made.invitations.at(-1)?.number)
}

/** What is only known once the steps before it are done. */
function completed(step: Step): Step {
  const names = { recipient: rest.recipient, session: rest.other, invitation: rest.invitation, ...step.names }
  if (step.route === 'together.open') return { ...step, names, body: { secret: rest.token } }
  if (step.route === 'glpiSignIn.change') return { ...step, names, body: { method: 'password', url: entry.url } }
  if (step.route === 'glpiSignIn.byPassword')
    return { ...step, names, body: { login: entry.login, password: entry.password } }
  if (step.route === 'session.open') return { ...step, names, body: { token: rest.token } }
  return { ...step, names }
}

/** They write into a GLPI, and have a row before that too. */
const STARTED = new Set(['key-save', 'key-remove', 'key-restore', 'key-write', 'key-prove', 'plugins-page-change'])

const BLOCKED = { status: 500, isAsBefore: true }
const NOTHING_STORED = null

/** What was sent to the GLPI. */
const writes = () => glpi.done.filter((text) => text !== 'look').length + plugins

/** The same while the audit takes no row. */
async function callBlocked(asked: Step) {
  const [before, sent] = [await stored(), writes()]
  await block().execute(panel.gateway.store)
  const { status } = await call(asked)
  await unblock().execute(panel.gateway.store)
  panel.reports = []
  return { status, isAsBefore: (await stored()) === before && writes() === sent }
}

const actionOf = (route: string) => {
  const [group = '', name = ''] = route.split('.')
  return Object(AUDITED_ROUTES)[group][name]
}

test('every route that changes something is one of these', () => {
  const changing = Object.entries(AUDITED_ROUTES).flatMap(([group, routes]) =>
    Object.keys(routes).map((name) => `${group}.${name}`),
  )
  expect(STEPS.map(({ route }) => route).toSorted()).toEqual(changing.toSorted())
})

test('every route that changes something writes its row, and one before a write into a GLPI, and without the row it changes nothing', async () => {
  for (const step of STEPS) {
    await step.before?.()
    const asked = completed(step)
    const action = actionOf(step.route)
    const expected = RECORDED_ONLY_WHEN_REFUSED.has(action)
      ? []
      : (STARTED.has(action) ? ['started', 'done'] : ['done']).map((outcome) =>
          [action, outcome].concat(BY[step.route] ?? INVITED),
        )
    const blocked = expected.length > 0 ? await callBlocked(asked) : NOTHING_STORED
    expect([step.route, blocked]).toEqual([step.route, expected.length > 0 ? BLOCKED : NOTHING_STORED])
    const number = await latest()
    const reply = await call(asked)
    expect([step.route, reply.ok]).toEqual([step.route, true])
    if (step.route === 'together.open') rest.watching = reply.headers.get('set-cookie')?.split(';')[0] ?? ''
    if (step.route === 'glpiSignIn.byPassword') rest.byGlpi = cookieIn(reply)
    if (step.route === 'session.open') panel.cookie = reply.headers.get('set-cookie')?.split(';')[0] ?? ''
    const rows = await rowsAfter(number)
    const seen = rows.map((row) => [row.action, row.outcome, row.role, row.origin])
    expect([step.route, seen]).toEqual([step.route, expected])
  }
  expect(await verifyAudit(panel.gateway.store)).toMatchObject({ fault: null })
  expect(JSON.stringify(await rowsAfter(0))).not.toContain(KEY.slice(0, 40))
})
