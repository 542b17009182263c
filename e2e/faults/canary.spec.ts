import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { Gateway } from '../gateway.ts'
import { filesOf, processesNow, type Left } from '../rig/everything.ts'
import { GatewayClient } from '../rig/gateway-client.ts'
import { has } from '../rig/parts.ts'
import { ENCODING_NAMES, Traces } from '../rig/traces.ts'
import { Staged } from './staged.ts'
import type { Fault } from './fault.ts'
import { keyOf, withLogin } from './secrets.ts'
import { FAULTS } from './table.ts'

/** Known nowhere but here. */
const CANARY = keyOf('a canary: whoever finds this found a leak')
const PASSWORD = 'canary-Q7w9Zt4Lx2Vb8Nc6Rm3Kd5'

const key = new Traces(CANARY)
const password = new Traces(PASSWORD)

/** Texts that are turned away: the refusal quotes none of them. */
const TURNED_AWAY: readonly string[] = [
  `${CANARY}\r\nX-Injected: 1`,
  `${CANARY.slice(0, 150)}…`,
  `Registration key: ${CANARY}`,
  CANARY.toUpperCase(),
]

const staged = new Staged()
const gateways: Gateway[] = []
afterAll(async () => {
  await Promise.all(gateways.map((gateway) => gateway.remove()))
  await staged.close()
})

/** What can be set up on this machine; the fault run proper says what could not. */
const allPossible = FAULTS.filter(({ needs = [], direct }) => direct && needs.every(has) && !needs.includes('faketime'))
/** One fault for each cause; with `--whole`, each. */
const possible =
  process.env['LATCHKEY_WHOLE'] === '1'
    ? allPossible
    : [...new Map(allPossible.map((fault) => [fault.direct?.cause, fault])).values()]

/** A web server that reads the question, and answers it wrongly. */
const hearsKey = ({ direct }: Fault): boolean => direct?.cause === 'vendor-error'

type Run = { left: Left[] }

/** Saves the key for one instance a fault, diagnoses all of them, and asks for everything there is to ask. */
async function run(env: Record<string, string>): Promise<Run> {
  const { rootFile } = inject('setting')
  const gateway = await Gateway.start({ env: { ...(rootFile ? { NODE_EXTRA_CA_CERTS: rootFile } : {}), ...env } })
  gateways.push(gateway)
  const client = await GatewayClient.signIn(gateway)
  // one after the other at first: what one person may ask at once is bounded, and the key has to reach somebody
  const [heard, others] = [possible.filter(hearsKey), possible.filter((fault) => !hearsKey(fault))]
  for (const [number, fault] of heard.entries()) await useOne(client, fault, `heard-${number}`)
  await Promise.all(others.map((fault, number) => useOne(client, fault, `fault-${number}`)))
  await client.call('GET', '/api/instances')
  const running = [...processesNow(), ...filesOf(gateway.folder)]
  await gateway.stop()
  const said = client.replies.map(({ where, text }) => ({ where, bytes: Buffer.from(text) }))
  const output = { where: 'stdout and stderr', bytes: Buffer.from(gateway.output) }
  return { left: [...running, ...said, output, ...filesOf(gateway.folder)] }
}

async function useOne(client: GatewayClient, fault: Fault, id: string): Promise<void> {
  const { situation } = await staged.of(fault)
  const at = `/api/instances/${id}`
  await client.call('POST', '/api/instances', { id, name: fault.name.slice(0, 100), servicesUrl: situation.services })
  for (const text of TURNED_AWAY) await client.call('PUT', `${at}/registration`, { key: text })
  await Promise.all([
    client.call('PUT', `${at}/registration`, { key: CANARY }),
    client.call('POST', `${at}/registration/check`, { key: CANARY }),
    client.call('POST', `${at}/diagnosis`, { key: CANARY }),
  ])
  // now of the saved key; what hangs has hung once
  if (!fault.hangs) await client.call('POST', `${at}/diagnosis`, {})
  for (const path of ['', '/registration', '/history', '/diagnosis', '/report', '/report?format=markdown'])
    await client.call('GET', at + path)
}

const found = ({ left }: Run, traces: Traces): string[] =>
  left.flatMap(({ where, bytes }) => traces.in(bytes).map((encoding) => `${where}: ${encoding}`))

let direct: Run
let proxied: Run

beforeAll(async () => {
  const proxy = inject('setting').proxies?.['open']
  const environment = proxy ? { HTTPS_PROXY: withLogin(proxy, PASSWORD), HTTP_PROXY: withLogin(proxy, PASSWORD) } : {}
  ;[direct, proxied] = await Promise.all([run({}), run(environment)])
})

/** Written without the code that searches. */
const PLANTS: Record<string, (secret: string) => string | Buffer> = {
  plain: (secret) => `key=${secret};`,
  base64: (secret) => Buffer.from(`before${secret}after`).toString('base64'),
  base64url: (secret) => Buffer.from(`${secret}>>>???`).toString('base64url'),
  percent: (secret) => secret.replace(/./g, (letter) => `%${letter.charCodeAt(0).toString(16)}`),
  hex: (secret) => Buffer.from(secret).toString('hex'),
  'UTF-16LE': (secret) => Buffer.from(`\ufeff${secret}`, 'utf16le'),
  entities: (secret) => secret.replace(/./g, (letter) => `&#${letter.charCodeAt(0)};`),
  reversed: (secret) => secret.split('').toReversed().join(''),
}

test('what is planted is found, whole or in part, in eight encodings', () => {
  expect(Object.keys(PLANTS)).toEqual(ENCODING_NAMES)
  for (const [encoding, plant] of Object.entries(PLANTS)) {
    expect(key.in(plant(CANARY))).toContain(encoding)
    expect(key.in(plant(CANARY.slice(41, 77)))).toContain(encoding)
  }
  expect(key.in(CANARY.slice(41, 41 + 24))).toContain('plain')
  expect(key.in(CANARY.slice(41, 41 + 23))).toEqual([])
})

test('the key travelled, and is found nowhere on this side', async () => {
  expect(await staged.heard()).toContain(CANARY)
  const places = direct.left.map(({ where }) => where).join('\n')
  for (const place of [/cmdline$/m, /environ$/m, /report: 200$/m, /markdown: 200$/m, /history: 200$/m, /PUT .*: 422$/m])
    expect(places).toMatch(place)
  expect(found(direct, key)).toEqual([])
  const planted = { where: 'planted', bytes: Buffer.from(CANARY) }
  expect(found({ left: [...direct.left, planted] }, key)).toContain('planted: plain')
})

test('behind a proxy neither the key nor the login of the proxy is found', () => {
  expect(found(proxied, key)).toEqual([])
  // there, and there alone, it was put by whoever set HTTPS_PROXY
  const elsewhere = { left: proxied.left.filter(({ where }) => !where.endsWith('/environ')) }
  expect(found(elsewhere, password)).toEqual([])
})
