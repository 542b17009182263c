import { afterEach, beforeEach, expect, test } from 'vitest'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { TestGateway } from './testing/gateway.ts'

let panel: TestGateway
beforeEach(async () => {
  panel = await TestGateway.open()
})
afterEach(() => panel.close())

const HERE = '/api/instances/sandbox'

/** What a viewer may not do, with the least role that may. Whatever is not named here is open to viewers. */
const LEAST: Record<string, Role> = {
  'POST /api/instances/{id}/registration/check': 'support',
  'PUT /api/instances/{id}/registration': 'operator',
  'DELETE /api/instances/{id}/registration': 'operator',
  'POST /api/instances/{id}/registration/restore': 'operator',
  'POST /api/instances/{id}/registration/write': 'operator',
  'POST /api/instances/{id}/registration/prove': 'operator',
  'POST /api/instances/{id}/registration/refresh': 'operator',
  'POST /api/check-all': 'operator',
  'DELETE /api/check-all': 'operator',
  'POST /api/check-all/resume': 'operator',
  'POST /api/check-all/cancel': 'operator',
  'POST /api/instances': 'admin',
  'DELETE /api/instances/{id}': 'admin',
  'PUT /api/instances/{id}/registration/plugins-page': 'admin',
  'PUT /api/instances/{id}/settings': 'admin',
  'POST /api/instances/{id}/settings/test': 'admin',
  'GET /api/instances/{id}/sign-in': 'admin',
  'PUT /api/instances/{id}/sign-in': 'admin',
  'DELETE /api/instances/{id}/sign-in': 'admin',
  'POST /api/instances/{id}/sign-in/test': 'admin',
  'POST /api/connection-test': 'admin',
  'GET /api/notices': 'admin',
  'PUT /api/notices/mail': 'admin',
  'DELETE /api/notices/mail': 'admin',
  'POST /api/notices/mail/test': 'admin',
  'POST /api/notices/recipients': 'admin',
  'PUT /api/notices/recipients/{recipient}': 'admin',
  'DELETE /api/notices/recipients/{recipient}': 'admin',
  'POST /api/notices/recipients/{recipient}/test': 'admin',
  'POST /api/notices/recipients/{recipient}/retry': 'admin',
  'POST /api/notices/recipients/{recipient}/clear': 'admin',
  'GET /api/audit': 'admin',
  'GET /api/audit/lines': 'admin',
  'GET /api/audit/csv': 'admin',
  'GET /api/people': 'admin',
  'GET /api/settings': 'admin',
  'POST /api/people/invitations': 'admin',
  'DELETE /api/people/invitations/{invitation}': 'admin',
  'DELETE /api/sessions': 'admin',
  'DELETE /api/sessions/{session}': 'admin',
  'PUT /api/sessions/{session}/role': 'admin',
}

/** From the least to the most. */
const ROLES = ['viewer', 'support', 'operator', 'admin'] as const
type Role = (typeof ROLES)[number]

test.each(ROLES)('each route, for: %s', async (role) => {
  const { paths }: { paths: Record<string, object> } = await (await panel.call('GET', '/api/openapi.json')).json()
  const routes = Object.entries(paths)
    .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`))
    // spending a link and signing out are for everyone
    .filter((route) => !/^(POST|DELETE) \/api\/session$/.test(route))
  await panel.signIn(role)
  const answers = routes.map(async (route) => {
    const [method = '', path = ''] = route.split(' ')
    const reply = await panel.call(method, path.replaceAll(/\{\w+\}/g, 'nobody'), method === 'GET' ? undefined : {})
    const text = await panel.textOf(reply)
    return reply.status === 403 && /"code":"(?:admin|role)-required"/.test(text)
      ? [[route, /"role":"(\w+)"/.exec(text)?.[1]]]
      : []
  })
  const refused = Object.fromEntries((await Promise.all(answers)).flat())
  const above = Object.entries(LEAST).filter(([, least]) => ROLES.indexOf(least) > ROLES.indexOf(role))
  expect(refused).toEqual(Object.fromEntries(above))
})

test('a viewer changes nothing, whatever the spelling', async () => {
  await panel.signIn('viewer')
  expect(await panel.json('GET', '/api/session')).toMatchObject({ role: 'viewer' })
  const attempts: [string, string][] = [
    ['PUT', `${HERE}/registration`],
    ['PATCH', `${HERE}/registration`],
    ['POST', `${HERE}/registration`],
    ['POST', `${HERE}/registration/refresh/`],
    ['POST', `${HERE}/settings/diagnosis`],
    ['POST', '/api//instances'],
    ['POST', '/api/instances/'],
    ['POST', '/api/connection%2Dtest'],
    ['DELETE', '/api/instances/sandbox%2Fregistration/refresh'],
  ]
  for (const [method, path] of attempts)
    expect([path, (await panel.call(method, path, {})).status]).toEqual([path, 403])
})

test('a viewer diagnoses the saved key, and support any other', async () => {
  const key = sandboxKey('standard')
  const diagnose = async (body: object) => (await panel.call('POST', `${HERE}/diagnosis`, body)).text()
  await panel.signIn('viewer')
  expect(await diagnose({})).toContain('"line":"end"')
  expect(JSON.parse(await diagnose({ key }))).toMatchObject({ code: 'role-required', role: 'support' })
  await panel.signIn('support')
  expect(await diagnose({ key })).toContain('"line":"end"')
})

test('support checks a key, and saves none', async () => {
  await panel.signIn('support')
  const key = sandboxKey('standard')
  expect(await panel.json('POST', `${HERE}/registration/check`, { key })).toMatchObject({ state: 'active' })
  const refusal = { code: 'role-required', status: 403, role: 'operator' }
  expect(await panel.json('PUT', `${HERE}/registration`, { key })).toMatchObject(refusal)
  expect(await panel.json('GET', `${HERE}/registration`)).toMatchObject({ state: 'none', key: null })
})

test('an operator changes keys, and nothing else', async () => {
  await panel.signIn('operator')
  const saved = await panel.json('PUT', `${HERE}/registration`, { key: sandboxKey('standard') })
  expect(saved).toMatchObject({ state: 'active' })
  expect(await panel.json('POST', `${HERE}/registration/refresh`)).toMatchObject({ state: 'active' })
  expect(await panel.json('DELETE', `${HERE}/registration`)).toMatchObject({ state: 'none' })
  expect(await panel.json('POST', '/api/instances', { id: 'town', name: 'Town' })).toMatchObject({
    code: 'admin-required',
    role: 'admin',
  })
})
