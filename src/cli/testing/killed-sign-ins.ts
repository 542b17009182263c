import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { People, PeopleWithLink } from '#contract/people.ts'
import { startProgram } from './program.ts'

/** Kills its process as the reply to a sign-in begins: what it tells of is stored by then. */
const KILLED_BEFORE_THE_REPLY = `const { ServerResponse } = require('node:http')
const { writeHead } = ServerResponse.prototype
ServerResponse.prototype.writeHead = function (status, ...more) {
  if (status === 201 && this.req.url === '/api/session') process.kill(process.pid, 'SIGKILL')
  return writeHead.call(this, status, ...more)
}`

type Reply = { status: number; cookie: string; text: string }

/** `latchkey serve` on a folder of its own, which is killed and started again. */
class MortalGateway {
  readonly #home = mkdtempSync(join(tmpdir(), 'latchkey-'))
  readonly #preload = join(this.#home, 'killed.cjs')
  readonly #main: string
  #run: { url: string; child: ReturnType<typeof startProgram>['child']; ended: Promise<unknown> } | null = null
  #cookie = ''

  constructor(main: string) {
    this.#main = main
    writeFileSync(this.#preload, KILLED_BEFORE_THE_REPLY)
  }

  async start({ isMortal = false } = {}): Promise<void> {
    const { child, ended } = startProgram(this.#main, ['serve'], {
      LATCHKEY_DATA: join(this.#home, 'data'),
      LATCHKEY_PORT: '0',
      LATCHKEY_SANDBOX: 'off',
      ...(isMortal && { NODE_OPTIONS: `--require ${this.#preload}` }),
    })
    let url = ''
    for await (const line of createInterface({ input: child.stdout })) {
      url = /listens on (\S+)/.exec(line)?.[1] ?? url
      const token = /#token=(\S+)/.exec(line)?.[1]
      if (token === undefined && !line.startsWith('Somebody is signed in')) continue
      this.#run = { url, child, ended }
      if (token !== undefined) this.#cookie = (await this.send('POST', '/session', { token })).cookie
      return
    }
    throw new Error((await ended).err)
  }

  async send(method: string, path: string, body?: unknown, cookie = ''): Promise<Reply> {
    const reply = await fetch(`${this.#run?.url}/api${path}`, {
      method,
      headers: { cookie, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const [set = ''] = reply.headers.getSetCookie()
    return { status: reply.status, cookie: set.split(';')[0] ?? '', text: await reply.text() }
  }

  async invite(): Promise<string> {
    const { text } = await this.send('POST', '/people/invitations', { role: 'viewer', hours: 1 }, this.#cookie)
    return PeopleWithLink.parse(JSON.parse(text)).link.replace(/.*#token=/, '')
  }

  /** The numbers of all sessions but the administrator's. */
  async sessions(): Promise<number[]> {
    const { sessions } = People.parse(JSON.parse((await this.send('GET', '/people', undefined, this.#cookie)).text))
    return sessions.filter(({ isOwn }) => !isOwn).map(({ number }) => number)
  }

  async die(): Promise<void> {
    this.#run?.child.kill('SIGKILL')
    await this.#run?.ended
  }

  async end(): Promise<void> {
    await this.die()
    rmSync(this.#home, { recursive: true, force: true })
  }
}

/**
 * Signs in at a gateway that is killed meanwhile, and once more in the same way.
 * @param killAt milliseconds after the request was sent; `reply`: when the session is stored and no byte of the reply is sent.
 * @returns what is wrong, which should be nothing, and how many replies were lost.
 */
export async function killedSignIns(main: string, kills: readonly (number | 'reply')[]) {
  const gateway = new MortalGateway(main)
  const wrong: string[] = []
  let lost = 0
  try {
    await gateway.start()
    for (const [round, killAt] of kills.entries()) {
      const note = (what: string) => wrong.push(`killed at ${killAt}: ${what}`)
      const token = await gateway.invite()
      const attempt = String(round).padStart(43, 'a')
      const before = await gateway.sessions()
      if (killAt === 'reply') {
        await gateway.die()
        await gateway.start({ isMortal: true })
      }
      const first = gateway.send('POST', '/session', { token, attempt }).catch(() => null)
      if (killAt === 'reply') await first
      else {
        await pause(killAt)
        await gateway.die()
      }
      const reply = await first
      if (reply === null) lost += 1
      else if (killAt === 'reply') note('was answered')
      await gateway.die()
      await gateway.start()
      const stored = (await gateway.sessions()).length - before.length
      if (killAt === 'reply' && stored !== 1) note(`${stored} sessions are stored`)
      if (reply?.status === 201 && (await gateway.send('GET', '/session', undefined, reply.cookie)).text === 'null')
        note('was answered with a session that is lost')
      const other = await gateway.send('POST', '/session', { token, attempt: 'b'.repeat(43) })
      // a link that was not spent yet is spent by whoever comes first
      if (other.status !== (stored === 1 ? 401 : 201)) note(`another browser was answered ${other.status}`)
      const again = await gateway.send('POST', '/session', { token, attempt })
      if (again.status !== (stored === 1 ? 201 : 401)) note(`the same browser was answered ${again.status}`)
      const { cookie } = stored === 1 ? again : other
      if (JSON.parse((await gateway.send('GET', '/session', undefined, cookie)).text)?.role !== 'viewer')
        note('the session opens nothing')
      const made = (await gateway.sessions()).filter((number) => !before.includes(number))
      if (made.length !== 1) note(`${made.length} sessions`)
    }
  } finally {
    await gateway.end()
  }
  return { wrong, lost }
}
