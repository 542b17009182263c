import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Registration } from '#contract/panel.ts'
import { People, PeopleWithLink } from '#contract/people.ts'
import { fingerprintOf } from '#domain/key.ts'
import { openData } from '#server/open-data.ts'
import { MAIL_PLACE } from '#server/sealed-places.ts'
import { storeFacts } from '#server/store/facts.ts'
import { verifyAudit } from '#server/store/audit-chain.ts'
import { openStore } from '#server/store/database.ts'
import { instanceStore } from '#server/store/instances.ts'
import { registrationStore } from '#server/store/registrations.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { startProgram } from './program.ts'
import { attach, callsOn, runTraced, STORAGE_FAULTS, type Injection } from './strace.ts'

const PASSPHRASE = 'correct horse battery staple'
const OLD = sandboxKey('standard')
const NEW = sandboxKey('advanced')

/** A part of all cases, spread over them: every `every`th, from `first`. */
export type Sample = { first: number; every: number }

export const sampled = <T>(all: T[], { first, every }: Sample): T[] => all.filter((_, at) => (at - first) % every === 0)

type Served = { url: string; cookie: string; pid: number; stop: (signal: 'SIGTERM' | 'SIGKILL') => Promise<unknown> }

/** One gateway with the instance `town`, on a folder of its own. */
export class CrashingGateway {
  readonly home = mkdtempSync(join(tmpdir(), 'latchkey-'))
  readonly data = join(this.home, 'data')
  readonly #main: string
  #cookie = ''
  #served: Served | null = null

  constructor(main: string) {
    this.#main = main
  }

  get #env() {
    return { LATCHKEY_DATA: this.data, LATCHKEY_PORT: '0', LATCHKEY_SANDBOX: 'off' }
  }

  get storedPaths(): string[] {
    return ['', '/latchkey.sqlite', '/latchkey.sqlite-journal'].map((file) => `${this.data}${file}`)
  }

  async served(): Promise<Served> {
    if (this.#served) return this.#served
    const { child, ended } = startProgram(this.#main, ['serve'], this.#env)
    let isOver = false
    let out = ''
    const printed = new Promise<void>((resolve) =>
      child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()).includes('Sign in: ') && resolve()),
    )
    const signedIn = new Promise<void>((resolve) =>
      child.stdout.on('data', () => out.includes('signed in already') && resolve()),
    )
    void ended.then(() => (isOver = true))
    await Promise.race([printed, signedIn, ended.then(({ err }) => Promise.reject(new Error(err)))])
    const url = /listens on (\S+)/.exec(out)?.[1] ?? ''
    const token = /#token=(\S+)/.exec(out)?.[1]
    if (token) {
      const body = JSON.stringify({ token })
      const reply = await fetch(`${url}/api/session`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json' },
      })
      this.#cookie = reply.headers.get('set-cookie')?.split(';')[0] ?? ''
    }
    this.#served = {
      url,
      cookie: this.#cookie,
      pid: child.pid ?? 0,
      stop: async (signal) => {
        this.#served = null
        if (!isOver) child.kill(signal)
        return ended
      },
    }
    return this.#served
  }

  async #ask(method: string, path: string, body?: unknown): Promise<{ status: number; text: string }> {
    const { url, cookie } = await this.served()
    const reply = await fetch(`${url}/api${path}`, {
      method,
      headers: { cookie, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    return { status: reply.status, text: await reply.text() }
  }

  /** The fingerprint of the saved key; null without one. */
  async saved(): Promise<string | null> {
    const { text } = await this.#ask('GET', '/instances/town/registration')
    return Registration.parse(JSON.parse(text)).key?.fingerprint ?? null
  }

  /** @returns the token of a link for a viewer. */
  async invite(): Promise<string> {
    const { text } = await this.#ask('POST', '/people/invitations', { role: 'viewer', hours: 1 })
    return PeopleWithLink.parse(JSON.parse(text)).link.split('#token=')[1] ?? ''
  }

  /** As a browser does it that asks again where no reply came: by the same `attempt`. */
  async spend(token: string, attempt: string): Promise<{ status: number; text: string; cookie: string }> {
    const { url } = await this.served()
    const reply = await fetch(`${url}/api/session`, {
      method: 'POST',
      body: JSON.stringify({ token, attempt }),
      headers: { 'content-type': 'application/json' },
    })
    const [set = ''] = reply.headers.getSetCookie()
    return { status: reply.status, text: await reply.text(), cookie: set.split(';')[0] ?? '' }
  }

  /** How many sessions are open. */
  async sessions(): Promise<number> {
    return People.parse(JSON.parse((await this.#ask('GET', '/people')).text)).sessions.length
  }

  async isSignedIn(cookie: string): Promise<boolean> {
    const { url } = await this.served()
    return (await fetch(`${url}/api/instances`, { headers: { cookie } })).status === 200
  }

  put = (key: string) => this.#ask('PUT', '/instances/town/registration', { key, replaceUnverified: true })
  remove = () => this.#ask('DELETE', '/instances/town/registration')

  async begin(): Promise<void> {
    await this.served()
    await this.#ask('POST', '/instances', { id: 'town', name: 'Town', servicesUrl: 'http://127.0.0.1:9' })
  }

  async end(): Promise<void> {
    await this.#served?.stop('SIGTERM')
    rmSync(this.home, { recursive: true })
  }
}

type Change = {
  before: string | null
  after: string | null
  act: (gateway: CrashingGateway) => Promise<{ status: number; text: string }>
}

export const CHANGE_NAMES = ['save', 'replace', 'remove'] as const

const CHANGES: Record<(typeof CHANGE_NAMES)[number], Change> = {
  save: { before: null, after: NEW, act: (gateway) => gateway.put(NEW) },
  replace: { before: OLD, after: NEW, act: (gateway) => gateway.put(NEW) },
  remove: { before: OLD, after: null, act: (gateway) => gateway.remove() },
}

const fingerprint = (key: string | null) => key && fingerprintOf(key)

/**
 * Lets one storage call after the other fail while a gateway changes a key. @returns what is wrong then, which should be nothing, and
 * how many calls failed.
 */
export async function crashedChanges(main: string, name: keyof typeof CHANGES, sample: Sample) {
  const { before, after, act } = CHANGES[name]
  const gateway = new CrashingGateway(main)
  const wrong: string[] = []
  let failed = 0
  const paths = gateway.storedPaths
  const reset = async () => {
    if ((await gateway.saved()) === fingerprint(before)) return
    if (before === null) await gateway.remove()
    else await gateway.put(before)
  }
  try {
    await gateway.begin()
    // what is loaded with the first request is loaded
    for (const key of [NEW, OLD]) await gateway.put(key)
    await reset()
    const counted = await attach((await gateway.served()).pid, paths, null)
    await act(gateway)
    const calls = callsOn(gateway.data, await counted())
    const cases = STORAGE_FAULTS.flatMap((fault) => calls.map(({ call, when }) => ({ call, when, fault })))
    for (const injection of sampled(cases, sample)) {
      await reset()
      const detach = await attach((await gateway.served()).pid, paths, injection)
      const reply = await act(gateway).catch(() => null)
      const log = await detach({ isDead: reply === null })
      if (log.includes('(INJECTED)') || reply === null) failed += 1
      const note = (what: string) => wrong.push(`${JSON.stringify(injection)}: ${what}`)
      if (reply === null) await (await gateway.served()).stop('SIGKILL')
      const found = await gateway.saved()
      if (found !== fingerprint(before) && found !== fingerprint(after)) note(`holds ${found}`)
      if (reply?.status === 200 && found !== fingerprint(after)) note('was acknowledged, and is lost')
      if (reply?.status === 507 && found !== fingerprint(before)) note('was refused, and is stored')
      if (reply && ![200, 503, 507].includes(reply.status)) note(`was answered ${reply.status} ${reply.text}`)
      if (reply === null && injection.fault !== 'signal=SIGKILL') note('was not answered')
      const { fault, latest } = await auditIn(gateway.data)
      if (fault !== null) note(`the audit has ${fault.fault} ${fault.number}`)
      if (latest !== found) note(`the audit says that ${latest} is saved, and ${found} is`)
    }
    const last = await gateway.saved()
    await (await gateway.served()).stop('SIGTERM')
    if ((await gateway.saved()) !== last) wrong.push('a restart shows another state')
  } finally {
    await gateway.end()
  }
  return { wrong, failed }
}

const INSTANCES = 30

/** What is wrong with the chain of a data folder, and which key its latest row about a key names. */
async function auditIn(folder: string) {
  const store = openStore(folder)
  try {
    const changes = ['key-save', 'key-remove'] as const
    const row = await store
      .selectFrom('audit')
      .select('fingerprint_after')
      .where('action', 'in', changes)
      .where('outcome', '=', 'done')
      .orderBy('number', 'desc')
      .executeTakeFirst()
    return { fault: (await verifyAudit(store)).fault, latest: row?.fingerprint_after ?? null }
  } finally {
    await store.destroy()
  }
}

/** Each has a key, and beside them there is a mail server. */
const SECRETS = INSTANCES + 1

/** A data folder with something in the first and in the last place that `rotate` seals anew. */
async function filledFolder(): Promise<string> {
  const folder = join(mkdtempSync(join(tmpdir(), 'latchkey-')), 'data')
  const { store, vault } = await openData(folder)
  for (let at = 0; at < INSTANCES; at += 1) {
    const id = `town-${at}`
    await instanceStore(store, Date.now).add({ id, name: id, servicesUrl: 'http://127.0.0.1:9' })
    const key = {
      sealedKey: vault.seal(OLD, id),
      fingerprint: fingerprintOf(OLD),
      keyLength: OLD.length,
      finding: 'clean',
    }
    await registrationStore(store).save(id, { ...key, finding: 'clean' }, 1)
  }
  await storeFacts(store).note('mail', vault.seal('{}', MAIL_PLACE))
  await store.destroy()
  return folder
}

/** How many of the secrets a start would open. */
async function readableIn(folder: string): Promise<number> {
  const { store, vault } = await openData(folder)
  const rows = await store.selectFrom('registrations').select(['instance_id', 'sealed_key']).execute()
  const mail = (await storeFacts(store).find('mail')) ?? ''
  await store.destroy()
  const keys = rows.filter((row) => vault.opens(row.sealed_key, row.instance_id)).length
  return keys + (vault.opens(mail, MAIL_PLACE) ? 1 : 0)
}

/**
 * The same for a command that works on a folder. After each fault, all that was stored can be read, and the command succeeds when it is
 * run again.
 */
export async function crashedCommands(main: string, name: 'rotate' | 'backup', sample: Sample) {
  const template = await filledFolder()
  const homes = [join(template, '..')]
  const wrong: string[] = []
  let failed = 0
  const run = async (injection: Injection | null) => {
    const home = mkdtempSync(join(tmpdir(), 'latchkey-'))
    homes.push(home)
    const data = join(home, 'data')
    cpSync(template, data, { recursive: true })
    const backup = join(home, 'backup')
    const command = [process.execPath, main, name, ...(name === 'backup' ? [backup, '--force'] : [])]
    const env = { LATCHKEY_DATA: data, LATCHKEY_BACKUP_PASSPHRASE: PASSPHRASE }
    return { home, data, backup, command, env, traced: await runTraced(command, env, injection) }
  }
  try {
    const counted = await run(null)
    const calls = callsOn(counted.home, counted.traced.calls)
    const cases = STORAGE_FAULTS.flatMap((fault) => calls.map(({ call, when }) => ({ call, when, fault })))
    for (const injection of sampled(cases, sample)) {
      const { home, data, backup, command, env, traced } = await run(injection)
      const note = (what: string) => wrong.push(`${JSON.stringify(injection)}: ${what}`)
      const { calls: log, code } = traced
      if (log.includes('(INJECTED)') || log.includes('killed by SIGKILL')) failed += 1
      if (name === 'backup' && existsSync(backup) !== (code === 0)) {
        // whole or not at all; a failure after it was put in place leaves a whole one
        const restored = { LATCHKEY_DATA: join(home, 'restored'), LATCHKEY_BACKUP_PASSPHRASE: PASSPHRASE }
        const { code: read } = await startProgram(main, ['restore', backup], restored).ended
        if (read !== 0) note(`${code}, and the backup cannot be read`)
      }
      const readable = await readableIn(data).catch((error: unknown) => String(error))
      if (readable !== SECRETS) note(`of ${SECRETS} secrets, ${readable} can be read`)
      const again = await startProgram(main, command.slice(2), env).ended
      if (again.code !== 0) note(`once more: ${again.err}`)
      if ((await readableIn(data)) !== SECRETS) note('not all can be read after a second run')
      const { fault } = await auditIn(data)
      if (fault !== null) note(`the audit has ${fault.fault} ${fault.number}`)
      if (name === 'rotate') {
        const left = readdirSync(data).filter((file) => file.startsWith('latchkey.key'))
        if (left.join() !== 'latchkey.key') note(`left ${left.join(', ')}`)
      }
      rmSync(home, { recursive: true })
    }
  } finally {
    for (const home of homes) rmSync(home, { recursive: true, force: true })
  }
  return { wrong, failed }
}
