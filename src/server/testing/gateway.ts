import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
// loaded with the first request otherwise, in the time that there is for its answer
import 'undici'
import '#glpi-network/path/open.ts'
import type { Hono } from 'hono'
import type { OpenGlpi } from '#glpi/glpi.ts'
import { freePort } from '#net/testing/free-port.ts'
import { startSandbox, type Sandbox } from '#sandbox/server.ts'
import { createVendorClient, type VendorClient } from '#glpi-network/client.ts'
import type { Diagnose } from '../diagnosis/diagnoser.ts'
import type { Gateway, GatewayParts } from '../gateway-parts.ts'
import { openGatewayData } from '../gateway-data.ts'
import { openGateway } from '../gateway.ts'
import { createApp } from '../http/app.ts'
import { emptyPostgres, isOnPostgres } from './postgres-database.ts'
import { keyFile } from '../key-file.ts'
import { databaseExists, databaseFile, openStore, type Store } from '../store/database.ts'
import { openPostgres } from '../store/postgres.ts'
import { readSharedDatabase } from '../database-url.ts'
import type { Role } from '#contract/roles.ts'

/** An empty database of this version, made once: migrating it anew is half of what a gateway's start costs. */
let emptyDatabase: Buffer | undefined
async function makeEmptyDatabase(): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-'))
  await openStore(folder).destroy()
  const bytes = readFileSync(databaseFile(folder))
  rmSync(folder, { recursive: true })
  return bytes
}

/** Less than a session lasts without being used. */
const SIGNED_IN_MS = 20 * 60_000

/** A gateway on a folder of its own with the real client and the real stand-in; only the clock is ours. */
export class TestGateway {
  readonly folder = mkdtempSync(join(tmpdir(), 'latchkey-'))
  /** Milliseconds added to the real clock: changed while the gateway runs, somebody set its clock. */
  skew = 0
  /** Milliseconds that went by for everyone, this machine's clocks and the vendor's. */
  passed = 0
  reports: unknown[] = []
  log: string[] = []
  env: Record<string, string> = {}
  consoleAllowed = false
  /** Longer than any answer here takes; 0 where nobody answers in time. */
  shortWaitMs = 60_000
  /** In place of the real connection methods. */
  openGlpi: OpenGlpi | undefined
  /** In place of the real client; `steady` is what the gateway compares clocks with. */
  createClient: ((steady: () => number) => VendorClient) | undefined
  /** In place of the real probe. */
  diagnose: Diagnose | undefined
  sandbox!: Sandbox
  gateway!: Gateway
  app!: Hono
  basePath = ''
  cookie = ''
  #giveBack: () => Promise<void> = async () => undefined
  #isBeside = false
  #signedIn: { role: Role; at: number; cookie?: string } = { role: 'admin', at: 0 }

  static async open(prepare: (test: TestGateway) => unknown = () => undefined): Promise<TestGateway> {
    const test = new TestGateway()
    prepare(test)
    await test.startSandbox()
    if (isOnPostgres && !test.env['LATCHKEY_DATABASE_URL']) {
      const { url, giveBack } = await emptyPostgres()
      test.env['LATCHKEY_DATABASE_URL'] = url
      test.#giveBack = giveBack
    }
    emptyDatabase ??= await makeEmptyDatabase()
    if (!isOnPostgres && !databaseExists(test.folder)) writeFileSync(databaseFile(test.folder), emptyDatabase)
    await test.start()
    await test.signIn()
    return test
  }

  /** Another replica on the database of `first`, with its stand-in and its key. */
  static async beside(first: TestGateway, prepare: (test: TestGateway) => unknown = () => undefined) {
    const test = new TestGateway()
    test.env = { ...first.env }
    test.sandbox = first.sandbox
    test.openGlpi = first.openGlpi
    test.#isBeside = true
    copyFileSync(keyFile(first.folder), keyFile(test.folder))
    prepare(test)
    await test.start()
    await test.signIn()
    return test
  }

  /** What another program has open meanwhile. */
  openStoreBeside = async (): Promise<Store> => {
    const shared = readSharedDatabase(this.env)
    return shared ? openPostgres(shared) : openStore(this.folder)
  }

  /** Again on the same port, so that it is found where it was. */
  async startSandbox(): Promise<void> {
    const port = this.sandbox ? Number(new URL(this.sandbox.url).port) : await freePort()
    this.sandbox = await startSandbox({ port, now: () => Date.now() + this.passed })
  }

  async start(): Promise<void> {
    const skew = this.skew
    const steady = () => Date.now() + this.passed + skew
    const parts: GatewayParts = {
      dataFolder: this.folder,
      servicesUrl: 'http://127.0.0.1:9',
      sandbox: { url: this.sandbox.url, keys: [] },
      createClient: (path) =>
        this.createClient?.(steady) ??
        createVendorClient({
          ...path,
          env: this.env,
          now: steady,
          timeouts: { connectMs: 2000, totalMs: 6000 },
        }),
      now: () => Date.now() + this.passed + this.skew,
      steady,
      random: () => 0.5,
      env: this.env,
      consoleAllowed: this.consoleAllowed,
      basePath: this.basePath,
      waits: { saveMs: this.shortWaitMs, replaceMs: this.shortWaitMs },
      ...(this.openGlpi && { openGlpi: this.openGlpi }),
      ...(this.diagnose && { diagnose: this.diagnose }),
      log: (line) => void this.log.push(line),
      report: (error) => void this.reports.push(error),
    }
    this.gateway = await openGateway(parts, await openGatewayData(this.folder, this.env))
    this.gateway.noticeService.start()
    this.gateway.glpiRights.start()
    this.app = createApp(this.gateway, null)
  }

  async signIn(role: Role = 'admin'): Promise<void> {
    this.#signedIn = { role, at: this.#now() }
    const token = await this.gateway.signIns.invite(role, 1)
    // another person's browser: the session before it goes on
    const response = await this.call('POST', '/api/session', { token }, { cookie: '' })
    this.cookie = response.headers.get('set-cookie')?.split(';')[0] ?? ''
    this.#signedIn.cookie = this.cookie
  }

  /** As whoever is signed in would when the session has ended, because so much time has passed. */
  async #signInAgain(): Promise<void> {
    const { role, at, cookie } = this.#signedIn
    if (cookie === this.cookie && Math.abs(this.#now() - at) > SIGNED_IN_MS) await this.signIn(role)
  }

  #now(): number {
    return Date.now() + this.passed + this.skew
  }

  async call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
    signal?: AbortSignal,
  ): Promise<Response> {
    await this.#signInAgain()
    const request = new Request(new URL(path, 'http://127.0.0.1'), {
      method,
      ...(signal && { signal }),
      headers: {
        cookie: this.cookie,
        ...(body === undefined ? { 'x-requested-with': 'test' } : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    return this.app.fetch(request)
  }

  async json(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<unknown> {
    return (await this.call(method, path, body, headers)).json()
  }

  /** The body of a reply; '' for a stream of events, which is left at once. */
  async textOf(reply: Response): Promise<string> {
    if (!reply.headers.get('content-type')?.startsWith('text/event-stream')) return reply.text()
    await reply.body?.cancel()
    return ''
  }

  /** Fails the test that left a fault of the gateway's own behind. */
  async close(): Promise<void> {
    await this.gateway.stop()
    if (!this.#isBeside) await this.sandbox.close()
    rmSync(this.folder, { recursive: true, force: true })
    await this.#giveBack()
    if (this.reports.length > 0) throw new Error(`the gateway reported a fault of its own: ${inspect(this.reports)}`)
  }
}
