import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest'
import { Registration } from '#contract/panel.ts'
import { fingerprintOf } from '#domain/key.ts'
import { sandboxKey } from '#sandbox/testing/sandbox-key.ts'
import { version } from '../../package.json'
import { onPath } from '../bin/peers.mjs'

/** Debian's packages qemu-user-static and libstdc++6-arm64-cross; too large to be installed for these tests alone. */
const EMULATOR = onPath('qemu-aarch64-static') ?? ''
const LIBRARIES = '/usr/aarch64-linux-gnu'
const isHere = EMULATOR !== '' && existsSync(join(LIBRARIES, 'lib/libstdc++.so.6'))

describe.skipIf(!isHere)('the archive for arm64, emulated (needs qemu-user-static, libstdc++6-arm64-cross)', () => {
  let folder: string
  let program: string[]

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'latchkey-arm64-'))
    const name = `latchkey-${version}-linux-arm64`
    execFileSync('tar', ['-xzf', join(inject('packagedIn'), 'dist/packages', `${name}.tar.gz`), '-C', folder])
    const lib = join(folder, name, 'lib/latchkey')
    program = ['-L', LIBRARIES, join(lib, 'node/bin/node'), join(lib, 'dist/latchkey/main.js')]
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('its Node runs the commands', () => {
    const run = (...args: string[]) => execFileSync(EMULATOR, [...program, ...args], { encoding: 'utf8' })
    expect(run('--version')).toMatch(/^0\.1\.0 \(commit /)
    expect(run('doctor', '--help')).toMatch(/^Usage: latchkey doctor /)
  })

  test('the panel answers, and a key is saved and read by the SQLite for that processor', async () => {
    const serve = spawn(EMULATOR, [...program, 'serve'], {
      env: { LATCHKEY_DATA: join(folder, 'data'), LATCHKEY_PORT: '0', LATCHKEY_SANDBOX: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    onTestFinished(async () => {
      serve.kill()
      if (serve.exitCode === null) await once(serve, 'exit')
    })
    const { origin, token } = await linkOf(createInterface(serve.stdout))
    expect(readFileSync(`/proc/${serve.pid}/maps`, 'utf8')).toContain('/@libsql/linux-arm64-gnu/index.node')
    const page = await fetch(origin)
    expect([page.status, await page.text()]).toEqual([200, expect.stringMatching(/^<!doctype html>/i)])

    const headers = { 'content-type': 'application/json', cookie: '' }
    const call = (method: string, path: string, body?: unknown) =>
      fetch(`${origin}/api/${path}`, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) })
    headers.cookie = (await call('POST', 'session', { token })).headers.get('set-cookie')?.split(';')[0] ?? ''
    const key = sandboxKey('standard')
    expect((await call('PUT', 'instances/sandbox/registration', { key })).status).toBe(200)
    const saved = Registration.parse(await (await call('GET', 'instances/sandbox/registration')).json())
    expect(saved.key?.fingerprint).toBe(fingerprintOf(key))
  })
})

async function linkOf(lines: AsyncIterable<string>): Promise<{ origin: string; token: string }> {
  for await (const line of lines) {
    const [, origin, token = ''] = /^Sign in: (http:\/\/[^/]+)\/sign-in#token=(\S+)$/.exec(line) ?? []
    if (origin !== undefined) return { origin, token }
  }
  throw new Error('It ended without a link.')
}
