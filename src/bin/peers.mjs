// What the fault run puts around Latchkey, and where it is. Plain JavaScript, as ensure.mjs.
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

/** Debian's packages are those that start no service. */
const PEERS = [
  { name: 'openssl', debian: 'openssl', find: () => onPath('openssl') },
  { name: 'tinyproxy', debian: 'tinyproxy-bin', find: () => onPath('tinyproxy') },
  { name: 'dnsmasq', debian: 'dnsmasq-base', find: () => onPath('dnsmasq') },
  { name: 'faketime', debian: 'libfaketime', find: libfaketime },
  { name: 'ip', debian: 'iproute2', find: () => onPath('ip') },
  { name: 'nft', debian: 'nftables', find: () => onPath('nft') },
  { name: 'unshare', debian: 'util-linux', find: () => onPath('unshare') },
]

export const missingPeers = () => PEERS.filter(({ find }) => find() === undefined)

/** Paths by name. */
export const foundPeers = () =>
  Object.fromEntries(PEERS.map(({ name, find }) => [name, find()]).filter(([, path]) => path !== undefined))
