import { chownSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { makeCertificate } from '#glpi-network/testing/certificate.ts'
import { freePort } from '#net/testing/free-port.ts'
import { version } from '../../../package.json'
import { BuiltImage, whyNoImage } from './testing/image.ts'

const reason = whyNoImage()

describe.skipIf(reason !== null)(`the image${reason === null ? '' : ` (${reason})`}`, () => {
  let image: BuiltImage
  let data = ''
  beforeAll(async () => {
    const checkout = inject('packagedIn')
    image = await BuiltImage.build(`${checkout}.image`, checkout)
  })
  afterAll(() => image?.close())
  beforeEach(() => {
    // not in memory: its user has to be let in
    data = mkdtempSync('/var/tmp/latchkey-')
    chownSync(data, 65_532, 65_532)
  })
  afterEach(async () => {
    await image.stopAll()
    rmSync(data, { recursive: true })
  })

  /** `serve` as it is started without arguments, once it has printed its link. */
  async function serve(env: Record<string, string> = {}) {
    const port = `${await freePort()}`
    const settings = { LATCHKEY_PORT: port, LATCHKEY_SANDBOX: 'off', ...env }
    const command = [...image.config.Entrypoint, ...image.config.Cmd]
    const program = image.start(command, data, settings)
    for await (const line of createInterface({ input: program.child.stdout }))
      if (line.startsWith('Sign in: ')) return { ...program, port, settings, link: line }
    throw new Error((await program.ended).err)
  }
  const BEHIND_PROXY = { LATCHKEY_PUBLIC_URL: 'https://panel.example', LATCHKEY_TRUSTED_PROXY: '127.0.0.1' }

  test('runs as nobody, keeps its data in one volume, and says how it is asked and stopped', () => {
    const { User, Volumes, ExposedPorts, StopSignal, Healthcheck } = image.config
    expect({
      User,
      volumes: Object.keys(Volumes),
      ports: Object.keys(ExposedPorts),
      StopSignal,
      Healthcheck: Healthcheck.Test,
    }).toEqual({
      User: '65532:65532',
      volumes: ['/var/lib/latchkey'],
      ports: ['8420/tcp'],
      StopSignal: 'SIGTERM',
      Healthcheck: ['CMD', '/usr/bin/node', '/usr/lib/latchkey/healthcheck.mjs'],
    })
  })

  test('has two programs, no shell, and nothing that gives its user more rights', () => {
    const entries = readdirSync(image.root, { recursive: true, withFileTypes: true })
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(image.root.length))
    const isIn = (folder: string) => files.filter((path) => new RegExp(`^(/usr)?/s?${folder}/`).test(path)).toSorted()
    expect(isIn('bin')).toEqual(['/usr/bin/latchkey', '/usr/bin/node'])
    expect(files.filter((path) => (statSync(image.root + path).mode & 0o6000) !== 0)).toEqual([])
    expect(
      files.filter((path) => /\.spec\.|\/npm\/|\.ts$(?<!\.d\.ts)/.test(path) && !path.includes('/node_modules/')),
    ).toEqual([])
    const bytes = files.reduce((sum, path) => sum + statSync(image.root + path).size, 0)
    expect(bytes).toBeLessThan(200e6)
  })

  test('the panel answers with a root that cannot be written, the health check passes, and SIGTERM ends it well', async () => {
    const program = await serve(BEHIND_PROXY)
    expect(program.link).toMatch(/^Sign in: https:\/\/panel\.example\/sign-in#token=/)
    const headers = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'panel.example' }
    const page = await fetch(`http://127.0.0.1:${program.port}/sign-in`, { headers })
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=UTF-8'])
    const health = await fetch(`http://127.0.0.1:${program.port}/api/health`)
    expect(await health.json()).toMatchObject({ status: 'ok', version })
    expect((await fetch(`http://127.0.0.1:${program.port}/api/ready`)).status).toBe(200)

    const [, ...check] = image.config.Healthcheck.Test
    expect(await image.start(check, data, program.settings).ended).toMatchObject({ code: 0 })
    expect(await image.start(check, data, { ...program.settings, LATCHKEY_PORT: '9' }).ended).toMatchObject({ code: 1 })

    // the volume has the data, and nothing else could be written
    expect(readdirSync(join(data, 'data')).toSorted()).toContain('latchkey.sqlite')
    expect(statSync(join(data, 'data')).mode & 0o777).toBe(0o700)
    const write = `try { require('node:fs').writeFileSync('/tmp/x', '') } catch ({ code }) { console.log(code, process.pid, process.getuid()) }`
    expect((await image.start(['/usr/bin/node', '-e', write], data).ended).out).toBe('EROFS 1 65532\n')

    program.stop()
    expect((await program.ended).code).toBe(0)
  })

  test('is healthy with its own certificate, an address and a path too', async () => {
    const made = makeCertificate({ name: 'panel.example', hosts: ['panel.example'] })
    for (const [name, text] of Object.entries({ 'cert.pem': made.cert, 'key.pem': made.key })) {
      writeFileSync(join(data, name), text, { mode: 0o600 })
      chownSync(join(data, name), 65_532, 65_532)
    }
    const { settings } = await serve({
      LATCHKEY_HOST: '127.0.0.2',
      LATCHKEY_BASE_PATH: '/latchkey',
      LATCHKEY_TLS_CERT: '/var/lib/latchkey/cert.pem',
      LATCHKEY_TLS_KEY: '/var/lib/latchkey/key.pem',
    })
    const [, ...check] = image.config.Healthcheck.Test
    expect((await image.start(check, data, settings).ended).code).toBe(0)
  })

  test('does not start where others could come in unencrypted', async () => {
    const { code, err } = await image.start([...image.config.Entrypoint, ...image.config.Cmd], data).ended
    expect([code, err]).toEqual([2, expect.stringContaining('LATCHKEY_HOST lets other machines in, unencrypted')])
  })

  test('runs the other commands as well', async () => {
    const { code, out } = await image.start(['/usr/bin/latchkey', '--version'], data).ended
    expect([code, out]).toEqual([0, expect.stringMatching(new RegExp(`^${version}`))])
  })
})
