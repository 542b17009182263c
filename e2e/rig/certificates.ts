import { Authority, type Identity, type Order } from './authority.ts'

const CA = ['basicConstraints = critical, CA:TRUE', 'keyUsage = critical, keyCertSign, cRLSign']

/** Every name under which a rig answers as GLPI Network. */
const VENDOR =
  'DNS:vendor.test, DNS:*.vendor.test, DNS:*.net.test, DNS:*.odd.test, DNS:pinned.test, IP:127.0.0.1, IP:::1'

const leaf = (names: string, usage = 'serverAuth'): string[] => [
  'basicConstraints = CA:FALSE',
  `extendedKeyUsage = ${usage}`,
  `subjectAltName = ${names}`,
]

const authority = (name: string, subject: string, rest: Partial<Order> = {}): Order => ({
  name,
  subject,
  from: -3650,
  to: 7300,
  extensions: CA,
  ...rest,
})

/** As a public authority issues them: for three months, one of them gone. */
const server = (name: string, rest: Partial<Order> = {}): Order => ({
  name,
  subject: '/O=Vendor of the test/CN=vendor.test',
  issuer: 'root',
  from: -30,
  to: 60,
  extensions: leaf(VENDOR),
  ...rest,
})

const ISSUERS = [
  authority('root', '/O=Trusted in the test/CN=Root of the test'),
  authority('middle', '/O=Trusted in the test/CN=Intermediate of the test', { issuer: 'root' }),
  authority('appliance-root', '/O=NetGuard/CN=NetGuard inspection'),
]

const LEAVES = {
  good: {},
  chained: { issuer: 'middle', sends: ['middle'] },
  expired: { from: -120, to: -30 },
  'not-yet-valid': { from: 30, to: 120 },
  'self-signed': { issuer: null },
  'wrong-host': { subject: '/CN=parked.example', extensions: leaf('DNS:parked.example, DNS:www.parked.example') },
  appliance: { issuer: 'appliance-root', sends: ['appliance-root'] },
  'appliance-alone': { issuer: 'appliance-root' },
  'chain-cut': { issuer: 'middle' },
  weak: { digest: 'sha1', key: ['-newkey', 'rsa:2048'] },
  'for-clients': { extensions: leaf(VENDOR, 'clientAuth') },
} satisfies Record<string, Partial<Order>>
export type CertificateName = keyof typeof LEAVES

/** By the names above; `root` is the one that is trusted. */
export type Certificates = { root: string; leaves: Record<string, Identity> }

/** Makes them all, about half a second. */
export function makeCertificates(folder: string): Certificates {
  const openssl = new Authority(folder)
  const [root] = ISSUERS.map((order) => openssl.issue(order))
  const leaves = Object.entries(LEAVES).map(([name, rest]) => [name, openssl.issue(server(name, rest))] as const)
  return { root: root?.cert ?? '', leaves: Object.fromEntries(leaves) }
}
