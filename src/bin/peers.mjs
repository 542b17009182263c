// What the tests put around Latchkey, and where it is. Plain JavaScript, as ensure.mjs.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Tools of the system live where a plain user's PATH does not look. */
export function onPath(...names) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin']
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find((path) => existsSync(path))
}

/** A library: its folder is named after the machine. */
const libfaketime = () =>
  (existsSync('/usr/lib') ? readdirSync('/usr/lib') : [])
    .map((name) => `/usr/lib/${name}/faketime/libfaketime.so.1`)
    .find((path) => existsSync(path))

/** Debian keeps the versions apart, and none of their programs on the PATH. */
const postgres = () =>
  (existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql') : [])
    .map((version) => `/usr/lib/postgresql/${version}/bin/postgres`)
    .find((path) => existsSync(path))

/** PHP itself, where it has an extension. */
function phpWith(extension) {
  const php = onPath('php')
  const { stdout = '' } = php ? spawnSync(php, ['-m'], { encoding: 'utf8' }) : {}
  return stdout.split('\n').includes(extension) ? php : undefined
}

/** Debian's packages are those that start no service; `openssh-server` and `postgresql` are kept from it by ensure.mjs. */
const PEERS = [
  { name: 'openssl', debian: 'openssl', find: () => onPath('openssl') },
  { name: 'tinyproxy', debian: 'tinyproxy-bin', find: () => onPath('tinyproxy') },
  { name: 'dnsmasq', debian: 'dnsmasq-base', find: () => onPath('dnsmasq') },
  { name: 'faketime', debian: 'libfaketime', find: libfaketime },
  { name: 'ip', debian: 'iproute2', find: () => onPath('ip') },
  { name: 'nft', debian: 'nftables', find: () => onPath('nft') },
  { name: 'unshare', debian: 'util-linux', find: () => onPath('unshare') },
  { name: 'mariadbd', debian: 'mariadb-server-core', find: () => onPath('mariadbd') },
  // its installer needs one of these
  { name: 'my_print_defaults', debian: 'mariadb-client-core', find: () => onPath('my_print_defaults') },
  { name: 'postgres', debian: 'postgresql', find: postgres },
  { name: 'ssh', debian: 'openssh-client', find: () => onPath('ssh') },
  { name: 'sshd', debian: 'openssh-server', find: () => onPath('sshd') },
  { name: 'php', debian: 'php-cli', find: () => onPath('php') },
  { name: 'php-sodium', debian: 'php-cli', find: () => phpWith('sodium') },
  { name: 'php-mysqli', debian: 'php-mysql', find: () => phpWith('mysqli') },
  { name: 'zsh', debian: 'zsh', find: () => onPath('zsh') },
  { name: 'fish', debian: 'fish', find: () => onPath('fish') },
  { name: 'firefox-esr', debian: 'firefox-esr', find: () => onPath('firefox-esr', 'firefox') },
  { name: 'strace', debian: 'strace', find: () => onPath('strace') },
  { name: 'buildah', debian: 'buildah', find: () => onPath('buildah'), isForPackages: true },
  { name: 'dpkg-deb', debian: 'dpkg', find: () => onPath('dpkg-deb'), isForPackages: true },
  { name: 'rpmbuild', debian: 'rpm', find: () => onPath('rpmbuild'), isForPackages: true },
  { name: 'systemd', debian: 'systemd', find: () => onPath('systemd-analyze'), isForPackages: true },
  { name: 'php-curl', debian: 'php-curl', find: () => phpWith('curl') },
]

/** Where the specs of the packages run. */
const packagesAreTried = process.env.LATCHKEY_FULL === '1' || process.env.LATCHKEY_PACKAGES === '1'

export const missingPeers = () =>
  PEERS.filter(({ find, isForPackages }) => (packagesAreTried || !isForPackages) && find() === undefined)

/** Paths by name. */
export const foundPeers = () =>
  Object.fromEntries(PEERS.map(({ name, find }) => [name, find()]).filter(([, path]) => path !== undefined))
