import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { name, version } from '../../package.json'
import { ARCHITECTURES } from './native/architectures.ts'
import { makeNativePackages } from './native/native-packages.ts'
import { installedService } from './testing/installed-service.ts'
import { bootMachine, whyNoMachine, type WholeMachine } from './testing/whole-machine.ts'

const architecture = ARCHITECTURES.find(({ npm }) => npm === process.arch)
const why = architecture ? whyNoMachine() : `no package for ${process.arch}`

/** In the order of a life: each goes on where the one before it ended. */
describe.skipIf(why !== null)(`a Debian with systemd${why === null ? '' : ` (skipped: ${why})`}`, () => {
  let machine: WholeMachine
  let folder: string

  const debOf = (of: string) => `/packages/${name}_${of}_${architecture?.debian}.deb`
  const { run, fetched, untilItAnswers } = installedService(() => machine)

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'latchkey-debian-'))
    const packages = join(inject('packagedIn'), 'dist/packages')
    makeNativePackages(join(packages, `${name}-${version}.tgz`), folder, {
      formats: ['.deb'],
      architectures: ARCHITECTURES.filter((one) => one === architecture),
      version: '0.0.9',
    })
    const current = `${name}_${version}_${architecture?.debian}.deb`
    copyFileSync(join(packages, current), join(folder, current))
    machine = await bootMachine(folder)
  })
  afterAll(() => {
    machine?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  test('dpkg installs it, says how to begin, and the service answers', async () => {
    expect(run('dpkg', '--install', debOf('0.0.9'))).toContain(
      'Latchkey is installed: "sudo latchkey invite" prints a link to sign in with.\n',
    )
    await untilItAnswers()
    expect(fetched('/api/health')).toContain('"inviteCommand":"sudo latchkey invite"')
    expect(fetched('/')).toMatch(/^200 <!doctype html>/i)
    expect(run('systemctl', 'is-enabled', 'latchkey')).toBe('enabled')
    expect(run('systemctl', 'is-active', 'latchkey')).toBe('active')
  })

  test('the service is its own user, may gain no rights, and its calls of the system are filtered', () => {
    const status = run('sh', '-c', 'cat /proc/$(systemctl show --property MainPID --value latchkey)/status')
    const uid = run('id', '-u', 'latchkey')
    expect(status).toMatch(new RegExp(`^Uid:\\t${uid}\\t${uid}\\t${uid}\\t${uid}$`, 'm'))
    expect(status).toMatch(/^NoNewPrivs:\t1$/m)
    expect(status).toMatch(/^Seccomp:\t2$/m)
    expect(status).toMatch(/^CapBnd:\t0000000000000000$/m)
  })

  test('root gets a link that signs in, and leaves nothing of root behind', () => {
    const [link = ''] = /http:\S+/.exec(run('latchkey', 'invite')) ?? []
    expect(link).toMatch(/^http:\/\/127\.0\.0\.1:8420\/sign-in#token=\S+$/)
    const token = link.slice(link.indexOf('=') + 1)
    const signIn = `fetch('http://127.0.0.1:8420/api/session', {
      method: 'POST', headers: { 'content-type': 'application/json', origin: 'http://127.0.0.1:8420' },
      body: JSON.stringify({ token: ${JSON.stringify(token)} }) }).then((r) => console.log(r.status))`
    expect(run('/usr/lib/latchkey/node/bin/node', '-e', signIn)).toBe('201')
    run('latchkey', '--lang', 'fr', 'token', 'create', '--name', 'kept')
    run('sh', '-c', 'umask 077; echo "a long passphrase" >/root/passphrase')
    run('latchkey', 'backup', '/root/latchkey.backup', '--passphrase-file', '/root/passphrase')
    run('latchkey', 'rotate')
    expect(run('find', '/var/lib/latchkey', '!', '-user', 'latchkey')).toBe('')
    expect(run('stat', '--format', '%a %U:%G', '/var/lib/latchkey')).toBe('700 latchkey:latchkey')
  })

  test('the user of the service gets a link too, and another one hears whose data it is', () => {
    expect(run('runuser', '-u', 'latchkey', '--', 'latchkey', 'invite')).toContain('/sign-in#token=')
    expect(machine.run('runuser', '-u', 'nobody', '--', 'latchkey', 'invite')).toEqual({
      status: 2,
      output: 'latchkey: /var/lib/latchkey belongs to another user: start Latchkey as that user, or run chown on it.\n',
    })
    expect(run('runuser', '-u', 'nobody', '--', 'latchkey', '--version')).toMatch(/^0\.1\.0 /)
  })

  test('others may not read the settings, and a changed one holds for service and commands', async () => {
    expect(run('stat', '--format', '%a %U:%G', '/etc/latchkey/latchkey.env')).toBe('640 root:latchkey')
    run('sed', '-i', 's/^#LATCHKEY_PORT=.*/LATCHKEY_PORT=9999/', '/etc/latchkey/latchkey.env')
    run('systemctl', 'restart', 'latchkey')
    await untilItAnswers(9999)
    expect(run('latchkey', 'invite')).toContain('http://127.0.0.1:9999/sign-in#token=')
    expect(run('latchkey', 'settings')).toMatch(/^LATCHKEY_PORT +9999 +--env-file$/m)
  })

  test('an upgrade restarts it, with the data and the settings as they were', async () => {
    const before = run('systemctl', 'show', '--property', 'MainPID', '--value', 'latchkey')
    const said = run('dpkg', '--install', debOf(version))
    expect(said).not.toContain('latchkey invite')
    await untilItAnswers(9999)
    expect(run('systemctl', 'show', '--property', 'MainPID', '--value', 'latchkey')).not.toBe(before)
    expect(run('latchkey', 'token', 'list')).toContain('kept')
    expect(run('stat', '--format', '%a %U:%G', '/etc/latchkey/latchkey.env')).toBe('640 root:latchkey')
  })

  test('the manual and the completions of three shells are in their places', () => {
    expect(run('sh', '-c', 'MANPAGER=cat man latchkey')).toContain('latchkey invite')
    const complete = `. /usr/share/bash-completion/completions/latchkey
      COMP_WORDS=(latchkey inv) COMP_CWORD=1; _latchkey; echo "\${COMPREPLY[@]}"`
    expect(run('bash', '--norc', '-c', complete)).toBe('invite')
    run('test', '-s', '/usr/share/zsh/vendor-completions/_latchkey')
    run('test', '-s', '/usr/share/fish/vendor_completions.d/latchkey.fish')
  })

  test('the encryption key may be a credential of systemd', async () => {
    run('systemctl', 'stop', 'latchkey')
    run('mv', '/var/lib/latchkey/latchkey.key', '/etc/latchkey/latchkey.key')
    run('chown', 'root:root', '/etc/latchkey/latchkey.key')
    const dropIn = '/etc/systemd/system/latchkey.service.d'
    run('mkdir', dropIn)
    const setting = 'LoadCredential=latchkey.key:/etc/latchkey/latchkey.key'
    run('sh', '-c', `printf '[Service]\\n${setting}\\n' >${dropIn}/key.conf; systemctl daemon-reload`)
    run('systemctl', 'start', 'latchkey')
    await untilItAnswers(9999)
    expect(run('latchkey', 'token', 'list')).toContain('kept')
    expect(machine.run('test', '-e', '/var/lib/latchkey/latchkey.key').status).toBe(1)
    run('systemctl', 'stop', 'latchkey')
    run('rm', '-r', dropIn)
    run('mv', '/etc/latchkey/latchkey.key', '/var/lib/latchkey/latchkey.key')
    run('chown', 'latchkey:latchkey', '/var/lib/latchkey/latchkey.key')
    run('systemctl', 'daemon-reload')
    run('systemctl', 'start', 'latchkey')
    await untilItAnswers(9999)
  })

  test('removed, it stops, and leaves data and settings', () => {
    run('dpkg', '--remove', name)
    expect(machine.run('systemctl', 'is-active', 'latchkey').output.trim()).toBe('inactive')
    expect(machine.run('test', '-e', '/usr/lib/latchkey').status).toBe(1)
    expect(run('ls', '/var/lib/latchkey')).toContain('latchkey.sqlite')
    expect(run('cat', '/etc/latchkey/latchkey.env')).toContain('LATCHKEY_PORT=9999')
  })

  test('installed again, it goes on with them; purged, it leaves nothing', async () => {
    run('dpkg', '--install', debOf(version))
    await untilItAnswers(9999)
    expect(run('latchkey', 'token', 'list')).toContain('kept')
    run('dpkg', '--purge', name)
    expect(machine.run('getent', 'passwd', 'latchkey').output).toBe('')
    expect(machine.run('getent', 'group', 'latchkey').output).toBe('')
    // what was read in the manual is in the cache of man
    const others = `! -name 'latchkey-test*' ! -path '/var/log/*' ! -path '/var/cache/man/*'`
    const left = `find /etc /usr /var /run -xdev -iname '*latchkey*' ${others}`
    expect(run('sh', '-c', left)).toBe('')
  })
})
