import { afterAll, beforeAll, expect, test } from 'vitest'
import { ROLES } from '#contract/roles.ts'
import { allRoutes } from '#contract/api.ts'
import { TestGateway } from './testing/gateway.ts'

let panel: TestGateway
beforeAll(async () => {
  panel = await TestGateway.open()
})
afterAll(() => panel.close())

const nameOf = ({ method, path }: { method: string; path: string }) => `${method} ${path}`

test('the running server has the routes of the table, and no others', () => {
  // `ALL` are middlewares, and the answer to every other address
  const served = panel.app.routes.filter(({ method }) => method !== 'ALL').map(nameOf)
  expect(served.toSorted()).toEqual(allRoutes.map(nameOf).toSorted())
  expect(new Set(served).size).toBe(served.length)
})

test('the OpenAPI document has the routes of the table, but for itself', async () => {
  const { paths }: { paths: Record<string, object> } = JSON.parse(
    await (await panel.call('GET', '/api/openapi.json')).text(),
  )
  const documented = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`),
  )
  const expected = allRoutes.map(nameOf).filter((route) => route !== 'GET /api/openapi.json')
  expect(documented.toSorted()).toEqual(expected.toSorted())
})

test('the OpenAPI document says how each route is opened', async () => {
  const { components, paths } = JSON.parse(await (await panel.call('GET', '/api/openapi.json')).text())
  expect(Object.keys(components.securitySchemes)).toEqual(['session', 'token', 'tokenInAddress'])
  expect(paths['/api/health'].get.security).toEqual([])
  expect(paths['/api/instances'].get.security).toEqual([{ session: [] }])
  expect(paths['/api/metrics'].get.security).toEqual([{ session: [] }, { token: [] }])
  expect(paths['/api/calendar.ics'].get.security).toEqual([{ session: [] }, { token: [] }, { tokenInAddress: [] }])
})

test.each(allRoutes.map((route) => [nameOf(route), route] as const))(
  '%s: the role of its entry is asked for',
  async (_, { method, path, role }) => {
    const codeFor = async (headers?: Record<string, string>) => {
      const address = path.replace(':id', 'nobody')
      const reply = await panel.call(method, address, method === 'GET' ? undefined : {}, headers)
      const text = await panel.textOf(reply)
      // the audit holds such codes
      if (reply.ok) return null
      return /"code":"(sign-in-required|admin-required|role-required)"/.exec(text)?.[1] ?? null
    }
    expect(await codeFor({ cookie: '' })).toBe(role === null ? null : 'sign-in-required')
    for (const [rank, own] of ROLES.entries()) {
      await panel.signIn(own)
      const isEnough = role === null || rank >= ROLES.indexOf(role)
      expect([own, await codeFor()]).toEqual([
        own,
        isEnough ? null : role === 'admin' ? 'admin-required' : 'role-required',
      ])
    }
  },
)
