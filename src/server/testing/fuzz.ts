import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { ROLES, type Role } from '#contract/roles.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { furnish } from './furnished.ts'
import { TestGateway } from './gateway.ts'
import { ScriptedGlpi } from './memory-glpi.ts'
import { ONE_OF_THEM, requestsFor, type FuzzRequest, type OpenApiDocument, type Operation } from './openapi-requests.ts'
import { ScriptedVendor } from './scripted-vendor.ts'

const IDS = ['sandbox', 'town', 'village', 'harbour', 'castle']
const SECRETS = {
  key: sandboxKey('standard'),
  formerKey: sandboxKey('basic'),
  userToken: 't'.repeat(40),
  glpiPassword: 'password',
  appToken: 'a'.repeat(40),
  clientSecret: 'c'.repeat(40),
  databasePassword: 'password',
  smtpPassword: 'password',
  webhookSecret: 'whsec_c2VjcmV0',
  hookPath: 'hook',
}
const PLACES = {
  servicesUrl: 'http://127.0.0.1:9',
  glpiUrl: 'http://127.0.0.1:9/glpi',
  hookUrl: 'http://127.0.0.1:9',
  smtpPort: 9,
  database: { host: '127.0.0.1', port: 9 },
}

type Caller = Role | 'nobody'
const CALLERS: fc.Arbitrary<Caller> = fc.constantFrom('admin', 'admin', 'admin', 'admin', ...ROLES, 'nobody' as const)

/** Between two requests: a budget of questions is never used up. */
const BETWEEN_MS = 1500
/** As many requests later, what was removed is there again. */
const REFURNISHED_EVERY = 400

/** A gateway whose GLPIs, and whose GLPI Network, are in memory: a request asks nobody outside. */
class FuzzedGateway {
  readonly panel: TestGateway
  /** What the latest furnishing has left, by the name of its parameter. */
  #there: Readonly<Record<string, string>> = {}
  readonly #cookies = new Map<Caller, string>([['nobody', '']])

  private constructor(panel: TestGateway) {
    this.panel = panel
  }

  static async open(): Promise<FuzzedGateway> {
    const glpi = new ScriptedGlpi()
    const vendor = new ScriptedVendor(Date.now)
    const panel = await TestGateway.open((test) => {
      test.openGlpi = glpi.open
      test.createClient = (steady) => vendor.client(steady)
    })
    return new FuzzedGateway(panel)
  }

  async furnish(): Promise<void> {
    await this.panel.signIn('admin')
    const call = async (method: string, path: string, body?: unknown) => {
      const reply = await this.panel.call(method, path, body)
      return { status: reply.status, text: await this.panel.textOf(reply) }
    }
    await furnish(call, SECRETS, PLACES)
    const { sessions, invitations } = JSON.parse((await call('GET', '/api/people')).text)
    const { recipients } = JSON.parse((await call('GET', '/api/notices')).text)
    const last = (all: unknown[], name: string): string => String(Object(all.at(-1))[name])
    this.#there = {
      recipient: last(recipients, 'id'),
      invitation: last(invitations, 'number'),
      session: last(sessions, 'number'),
    }
    this.panel.passed += BETWEEN_MS * 100
  }

  #fill(path: string): string {
    return path.replace(new RegExp(`${ONE_OF_THEM}(\\w+)`), (_, name: string) => this.#there[name] ?? '1')
  }

  async #cookieOf(caller: Caller): Promise<string> {
    const known = this.#cookies.get(caller)
    if (known !== undefined || caller === 'nobody') return known ?? ''
    await this.panel.signIn(caller)
    this.#cookies.set(caller, this.panel.cookie)
    return this.panel.cookie
  }

  async send(method: string, { path, query, headers, body }: FuzzRequest, caller: Caller): Promise<Response> {
    const address = new URL(`http://127.0.0.1${this.#fill(path)}?${new URLSearchParams(query)}`)
    const reply = await this.panel.app.fetch(
      new Request(address, {
        method,
        headers: { cookie: await this.#cookieOf(caller), 'content-type': 'application/json', ...headers },
        ...(body !== undefined && method !== 'GET' && { body }),
      }),
    )
    // a session may have been ended, or given another role
    if (reply.status === 401 || reply.headers.has('set-cookie') || path.startsWith('/api/session'))
      this.#cookies.delete(caller)
    if (caller === 'nobody') this.#cookies.set('nobody', '')
    return reply
  }
}

/** Judges replies by what the document says of them. */
class Judge {
  readonly #ajv = new Ajv2020({ strict: false, validateFormats: false })
  /** By their text: many routes reply with the same. */
  readonly #compiled = new Map<string, ValidateFunction>()

  #isOf(schema: object, text: string): string | null {
    const name = JSON.stringify(schema)
    const isValid = this.#compiled.get(name) ?? this.#ajv.compile(schema)
    this.#compiled.set(name, isValid)
    return isValid(JSON.parse(text)) ? null : this.#ajv.errorsText(isValid.errors).slice(0, 200)
  }

  /** @returns what is wrong with a reply; null for nothing. */
  judge({ responses }: Operation, status: number, contentType: string, text: string): string | null {
    const isRefusal = status >= 400
    const response = isRefusal ? responses['default'] : responses[status]
    if (!response) return 'a status that is not documented'
    if (status >= 500) return 'a fault'
    const type = contentType.split(';')[0] ?? ''
    const { content } = response
    if (content === undefined) return text === '' ? null : 'a body where none is documented'
    const schema = content[type]?.schema
    if (schema === undefined) return `the type ${type}, which is not documented`
    if (isRefusal && Object(JSON.parse(text)).status !== status) return 'another status in its body'
    if (type === 'text/event-stream' || type.startsWith('text/')) return null
    const parts = type === 'application/x-ndjson' ? text.split('\n').filter((line) => line !== '') : [text]
    return parts.map((part) => this.#isOf(schema, part)).find((wrong) => wrong !== null) ?? null
  }
}

/**
 * Sends requests that are made from the OpenAPI document of a running gateway. @returns what is wrong, which should be nothing, and how
 * many were answered with success, for each route.
 */
export async function fuzz(requests: number, seed: number) {
  const gateway = await FuzzedGateway.open()
  const { panel } = gateway
  const document: OpenApiDocument = JSON.parse(await (await panel.call('GET', '/api/openapi.json')).text())
  const judge = new Judge()
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  )
  const rounds = Math.ceil(requests / operations.length)
  const samples = operations.map(({ path, operation }, at) =>
    fc.sample(fc.tuple(requestsFor(path, operation, IDS), CALLERS), { numRuns: rounds, seed: seed + at }),
  )
  const wrong = new Map<string, string>()
  const succeeded = new Map<string, number>()
  let sent = 0
  for (let round = 0; round < rounds; round += 1) {
    for (const [at, { path, method, operation }] of operations.entries()) {
      const [request, caller] = samples[at]?.[round] ?? []
      if (!request || !caller || sent >= requests) continue
      if (sent % REFURNISHED_EVERY === 0) await gateway.furnish()
      sent += 1
      panel.passed += BETWEEN_MS
      const reply = await gateway.send(method, request, caller)
      const text = await panel.textOf(reply)
      const name = `${method} ${path}`
      const fault = judge.judge(operation, reply.status, reply.headers.get('content-type') ?? '', text)
      if (reply.status < 400) succeeded.set(name, (succeeded.get(name) ?? 0) + 1)
      // the first of each kind
      if (fault !== null && !wrong.has(`${name}: ${reply.status}, ${fault}`))
        wrong.set(`${name}: ${reply.status}, ${fault}`, `${caller} ${JSON.stringify(request)}: ${text}`.slice(0, 600))
      if (panel.reports.length > 0) {
        wrong.set(`${name}: reported ${String(panel.reports[0])}`, `${caller} ${JSON.stringify(request)}`.slice(0, 600))
        panel.reports = []
      }
    }
  }
  await panel.close()
  return {
    wrong: [...wrong].map(([kind, example]) => `${kind}\n  ${example}`),
    sent,
    operations: operations.length,
    succeeded,
  }
}
