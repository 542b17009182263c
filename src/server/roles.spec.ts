import { afterEach, beforeEach, expect, test } from 'vitest'
import { TestGateway } from './testing/gateway.ts'

let panel: TestGateway
beforeEach(async () => {
  panel = await TestGateway.open()
})
afterEach(() => panel.close())

const HERE = '/api/instances/sandbox'

/** What takes an administrator; whatever is not named here is open to viewers. */
const ADMINS = new Set([
  'POST /api/instances',
  'DELETE /api/instances/{id}',
  'PUT /api/instances/{id}/registration',
  'DELETE /api/instances/{id}/registration',
  'POST /api/instances/{id}/registration/restore',
  'POST /api/instances/{id}/registration/write',
  'POST /api/instances/{id}/registration/prove',
  'PUT /api/instances/{id}/registration/plugins-page',
  'PUT /api/instances/{id}/settings',
  'POST /api/instances/{id}/settings/test',
  'POST /api/connection-test',
  'GET /api/notices',
  'PUT /api/notices/mail',
  'DELETE /api/notices/mail',
  'POST /api/notices/mail/test',
  'POST /api/notices/recipients',
  'PUT /api/notices/recipients/{recipient}',
  'DELETE /api/notices/recipients/{recipient}',
  'POST /api/notices/recipients/{recipient}/test',
  'POST /api/notices/recipients/{recipient}/retry',
  'POST /api/notices/recipients/{recipient}/clear',
])

test('each route, for viewers and for administrators', async () => {
  const { paths }: { paths: Record<string, object> } = await (await panel.call('GET', '/api/openapi.json')).json()
  const routes = Object.entries(paths)
    .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`))
    // spending a link and signing out are for everyone
    .filter((route) => !/^(POST|DELETE) \/api\/session$/.test(route))
  const refusedTo = async (role: 'viewer' | 'admin') => {
    await panel.signIn(role)
    const refused = routes.map(async (route) => {
      const [method = '', path = ''] = route.split(' ')
      const reply = await panel.call(method, path.replace('{id}', 'nobody'), method === 'GET' ? undefined : {})
      const text = await panel.textOf(reply)
      return reply.status === 403 && text.includes('admin-required') ? [route] : []
    })
    return (await Promise.all(refused)).flat()
  }
  expect(new Set(await refusedTo('viewer'))).toEqual(ADMINS)
  expect(await refusedTo('admin')).toEqual([])
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

test('a viewer looks: a refresh and a diagnosis store what was seen', async () => {
  await panel.signIn('viewer')
  expect((await panel.call('POST', `${HERE}/registration/refresh`)).status).toBe(200)
  const lines = await (await panel.call('POST', `${HERE}/diagnosis`, {})).text()
  expect(lines).toContain('"line":"end"')
})
