import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import { freePort } from '#net/testing/free-port.ts'
import { pathOf } from './parts.ts'
import { Program } from './program.ts'

export type Sshd = {
  port: number
  /** The words before a command that is to run over there: this machine, as this user, by a login of its own. */
  prefix: string[]
  /** The same with a key that the server does not know; and with a file of known servers that does not have it. */
  stranger: string[]
  unknown: string[]
  stop(): Promise<void>
}

/** An sshd on loopback with keys of its own; nothing of the user's or the machine's own is read. */
export async function startSshd(folder: string): Promise<Sshd> {
  const at = (name: string) => join(folder, name)
  for (const name of ['host-key', 'user-key', 'other-key'])
    execFileSync(join(dirname(pathOf('ssh')), 'ssh-keygen'), [
      '-q',
      '-t',
      'ed25519',
      '-N',
      '',
      '-C',
      name,
      '-f',
      at(name),
    ])
  copyFileSync(at('user-key.pub'), at('authorized-keys'))
  const port = await freePort()
  writeFileSync(at('known-hosts'), `[127.0.0.1]:${port} ${readFileSync(at('host-key.pub'), 'utf8')}`)
  writeFileSync(at('no-known-hosts'), '')
  writeFileSync(at('sshd.conf'), configuration(folder, port))
  // as root it insists on this folder (sshd(8)), which its service would have made
  if (process.getuid?.() === 0 && !existsSync('/run/sshd')) mkdirSync('/run/sshd', { mode: 0o755 })
  const program = await Program.start(pathOf('sshd'), ['-D', '-e', '-f', at('sshd.conf')], /Server listening on/)
  const prefix = (key: string, known: string) => prefixOf({ port, key: at(key), known: at(known) })
  return {
    port,
    prefix: prefix('user-key', 'known-hosts'),
    stranger: prefix('other-key', 'known-hosts'),
    unknown: prefix('user-key', 'no-known-hosts'),
    stop: () => program.stop(),
  }
}

const configuration = (folder: string, port: number): string =>
  [
    `Port ${port}`,
    'ListenAddress 127.0.0.1',
    `HostKey ${join(folder, 'host-key')}`,
    `AuthorizedKeysFile ${join(folder, 'authorized-keys')}`,
    'PasswordAuthentication no',
    'KbdInteractiveAuthentication no',
    'PermitRootLogin yes',
    'StrictModes no',
    'UsePAM no',
    'PidFile none',
    'MaxStartups 100',
    '',
  ].join('\n')

function prefixOf({ port, key, known }: { port: number; key: string; known: string }): string[] {
  const options = ['BatchMode=yes', 'IdentitiesOnly=yes', 'StrictHostKeyChecking=yes', `UserKnownHostsFile=${known}`]
  return [
    pathOf('ssh'),
    '-F',
    'none',
    '-p',
    String(port),
    '-i',
    key,
    ...options.flatMap((option) => ['-o', option]),
    `${userInfo().username}@127.0.0.1`,
  ]
}
