import { afterEach, beforeEach, expect, test } from 'vitest'
import { Report } from '#contract/report.ts'
import { TestGateway } from './testing/gateway.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'

let panel: TestGateway
beforeEach(async () => {
  panel = await TestGateway.open()
})
afterEach(() => panel.close())

const HERE = '/api/instances/sandbox'

test('a report carries the latest diagnosis, the verdict and the history, as a file named by its code', async () => {
  await panel.call('PUT', `${HERE}/registration`, { key: sandboxKey('refused') })
  await (await panel.call('POST', `${HERE}/diagnosis`, {})).text()
  const reply = await panel.call('GET', `${HERE}/report`)
  const report = Report.parse(await reply.json())
  expect(report).toMatchObject({
    settings: { services: panel.sandbox.url, sandbox: true, proxy: null },
    versions: { node: process.versions.node, glpi: null },
    registration: { state: 'refused', freshness: { by: 'person' } },
    diagnosis: { conclusion: { headline: 'key-refused' } },
    history: [
      { event: 'checked', trigger: 'person' },
      { event: 'checked', trigger: 'save' },
      { event: 'saved', trigger: 'person' },
    ],
  })
  expect(report.id).toBe(report.diagnosis?.id)
  const file = `latchkey-report-${report.supportCode}`
  expect(reply.headers.get('content-disposition')).toBe(`attachment; filename="${file}.json"`)

  const markdown = await panel.call('GET', `${HERE}/report?format=markdown`)
  expect(markdown.headers.get('content-disposition')).toBe(`attachment; filename="${file}.md"`)
  expect(markdown.headers.get('content-type')).toBe('text/markdown; charset=utf-8')
  expect(await markdown.text()).toContain(`# Latchkey report ${report.supportCode}`)
})

test('a report names nobody', async () => {
  const token = await panel.gateway.signIns.invite('viewer', 1, { name: 'Ada Lovelace' })
  const cookie = (await panel.call('POST', '/api/session', { token }, { cookie: '' })).headers.get('set-cookie') ?? ''
  await panel.call('POST', `${HERE}/registration/dismiss`, undefined, { cookie: cookie.split(';')[0] ?? '' })
  expect(await (await panel.call('GET', `${HERE}/history`)).text()).toContain('Ada Lovelace')
  for (const query of ['', '?format=markdown'])
    expect(await (await panel.call('GET', `${HERE}/report${query}`)).text()).not.toContain('Ada Lovelace')
})

test('a report before any diagnosis', async () => {
  expect(await panel.json('GET', `${HERE}/report`)).toMatchObject({
    supportCode: expect.stringMatching(/^\w{3}-\w{3}-\w{3}$/),
    diagnosis: null,
    registration: { state: 'none' },
    history: [],
  })
})

test('no key, no cookie, no login and no name is in a report', async () => {
  panel.env = { HTTP_PROXY: 'http://operator:canary-proxy-password@proxy.invalid:3128', SECRET: 'canary-environment' }
  await panel.gateway.stop()
  await panel.start()
  const { host } = new URL(panel.sandbox.url)
  const servicesUrl = `http://reader:canary-services-password@${host}/?token=canary-query`
  await panel.call('POST', '/api/instances', { id: 'town', name: 'Canary Name', servicesUrl })
  const away = { id: 'away', name: 'Canary Name', servicesUrl: 'http://services.invalid' }
  await panel.call('POST', '/api/instances', away)
  const key = sandboxKey('standard')
  await panel.call('PUT', `${HERE}/registration`, { key })
  await (await panel.call('POST', `${HERE}/diagnosis`, {})).text()

  const places = ['sandbox', 'town', 'away'].flatMap((id) =>
    ['', '?format=markdown'].map((end) => `${id}/report${end}`),
  )
  const texts = await Promise.all(places.map(async (at) => (await panel.call('GET', `/api/instances/${at}`)).text()))
  const secrets = ['canary', 'operator', key.slice(0, 40), key.slice(-40), panel.cookie.split('=')[1] ?? panel.cookie]
  for (const text of texts) {
    for (const secret of secrets) expect(text.toLowerCase()).not.toContain(secret.toLowerCase())
  }
  expect(texts[4]).toContain('"proxy":{"host":"proxy.invalid","port":"3128","login":true,"from":"environment"}')
})
