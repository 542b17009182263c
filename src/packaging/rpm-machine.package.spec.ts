import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { name, version } from '../../package.json'
import { onPath } from '../bin/peers.mjs'
import { ARCHITECTURES } from './native/architectures.ts'
import { makeNativePackages } from './native/native-packages.ts'
import { installedService } from './testing/installed-service.ts'
import { bootMachine, whyNoMachine, type WholeMachine } from './testing/whole-machine.ts'

const architecture = ARCHITECTURES.find(({ npm }) => npm === process.arch)
const why =
  onPath('rpmbuild') === undefined
    ? 'rpm is not installed'
    : architecture
      ? whyNoMachine()
      : `no package for ${process.arch}`

/**
 * By rpm itself, with its scripts, on a Debian: what the package requires has other names there, so that this is not asked for. In the
 * order of a life: each goes on where the one before it ended.
 */
describe.skipIf(why !== null)(`rpm on a machine with systemd${why === null ? '' : ` (skipped: ${why})`}`, () => {
  let machine: WholeMachine
  let folder: string

  const rpmOf = (of: string) => `/packages/${name}-${of}-1.${architecture?.rpm}.rpm`
  const { run, untilItAnswers } = installedService(() => machine)
  const rpm = (...args: string[]) => run('rpm', '--dbpath', '/var/lib/rpm-of-test', ...args)
  const install = (...args: string[]) => rpm('--force-debian', '--nodeps', ...args)
  const stateOf = (question: 'is-active' | 'is-enabled') => machine.run('systemctl', question, name).output.trim()
  const pid = () => run('systemctl', 'show', '--property', 'MainPID', '--value', name)

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'latchkey-rpm-machine-'))
    const packages = join(inject('packagedIn'), 'dist/packages')
    makeNativePackages(join(packages, `${name}-${version}.tgz`), folder, {
      formats: ['.rpm'],
      architectures: ARCHITECTURES.filter((one) => one === architecture),
      version: '0.0.9',
    })
    const current = `${name}-${version}-1.${architecture?.rpm}.rpm`
    copyFileSync(join(packages, current), join(folder, current))
    machine = await bootMachine(folder)
  })
  afterAll(() => {
    machine?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  test('installs it for a user of its own, and the service answers', async () => {
    expect(install('--install', rpmOf('0.0.9'))).toContain(
      'Latchkey is installed: "sudo latchkey invite" prints a link to sign in with.',
    )
    expect(run('getent', 'passwd', name)).toMatch(/^latchkey:x:\d+:\d+:Latchkey:\/var\/lib\/latchkey:\/sbin\/nologin$/)
    await untilItAnswers()
    expect([stateOf('is-enabled'), stateOf('is-active')]).toEqual(['enabled', 'active'])
    expect(run('latchkey', 'invite')).toContain('http://127.0.0.1:8420/sign-in#token=')
  })

  test('every file has the owner, the rights and the bytes that the package names', () => {
    expect(rpm('--verify', '--nodeps', name)).toBe('')
    expect(run('stat', '--format', '%a %U:%G', '/etc/latchkey/latchkey.env')).toBe('640 root:latchkey')
    expect(run('stat', '--format', '%a %U:%G', '/var/lib/latchkey')).toBe('700 latchkey:latchkey')
    expect(run('find', '/usr/lib/latchkey', '!', '-user', 'root', '-o', '-perm', '/022', '!', '-type', 'l')).toBe('')
  })

  test('after an upgrade the new program runs, with the data and the settings as they were', async () => {
    run('sed', '-i', 's/^#LATCHKEY_PORT=.*/LATCHKEY_PORT=9999/', '/etc/latchkey/latchkey.env')
    run('systemctl', 'restart', name)
    await untilItAnswers(9999)
    run('latchkey', 'token', 'create', '--name', 'kept')
    const before = pid()
    expect(install('--upgrade', rpmOf(version))).not.toContain('latchkey invite')
    await untilItAnswers(9999)
    expect(rpm('--query', name)).toBe(`${name}-${version}-1.${architecture?.rpm}`)
    expect(pid()).not.toBe(before)
    // the system says so of a program whose file was replaced
    expect(run('readlink', `/proc/${pid()}/exe`)).toBe('/usr/lib/latchkey/node/bin/node')
    expect(run('latchkey', 'token', 'list')).toContain('kept')
    expect(run('stat', '--format', '%a %U:%G', '/etc/latchkey/latchkey.env')).toBe('640 root:latchkey')
    expect(stateOf('is-enabled')).toBe('enabled')
  })

  test('a service that was stopped and switched off is neither started nor switched on', () => {
    run('systemctl', 'disable', '--now', name)
    install('--upgrade', '--oldpackage', rpmOf('0.0.9'))
    expect([stateOf('is-enabled'), stateOf('is-active')]).toEqual(['disabled', 'inactive'])
    run('systemctl', 'enable', '--now', name)
  })

  test('erased, it stops, and leaves the data, and the settings under the name that rpm gives them', async () => {
    await untilItAnswers(9999)
    rpm('--force-debian', '--erase', name)
    expect(stateOf('is-active')).toBe('inactive')
    expect(run('find', '/etc/systemd/system', '-name', 'latchkey.service')).toBe('')
    expect(machine.run('test', '-e', '/usr/lib/latchkey').status).toBe(1)
    expect(run('ls', '/var/lib/latchkey')).toContain('latchkey.sqlite')
    expect(run('stat', '--format', '%a %U:%G', '/var/lib/latchkey')).toBe('700 latchkey:latchkey')
    expect(run('ls', '/etc/latchkey')).toBe('latchkey.env.rpmsave')
    expect(run('grep', '^LATCHKEY_PORT', '/etc/latchkey/latchkey.env.rpmsave')).toBe('LATCHKEY_PORT=9999')
  })

  test('installed again, it has its data', async () => {
    install('--install', rpmOf(version))
    await untilItAnswers()
    expect(run('latchkey', 'token', 'list')).toContain('kept')
  })
})
