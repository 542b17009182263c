import { HERE_6 } from '../../rig/network.ts'
import { answers, oddProxy, passes } from '../../rig/odd-proxy.ts'
import { ACCEPTED, json, SUBSCRIPTION, vendor, type Handler } from '../../rig/vendor.ts'
import type { Well } from '../fault.ts'
import { withLogin } from '../secrets.ts'

const NEEDS = { needs: ['openssl'] } as const

const answering =
  (info: Handler): Well['set'] =>
  async (rig) => ({ services: (await rig.https(vendor(info))).url })

const says = (answer: object): Well['set'] => answering((_, reply) => json(reply, { ...ACCEPTED, ...answer }))
const dated = (begin: unknown, end: unknown): Well['set'] =>
  says({ subscription: { ...SUBSCRIPTION, begin_date: begin, end_date: end } })

/** Listens on one address of a name that has another one, which leads nowhere. */
const oneOfTwo =
  (host: string, name: string): Well['set'] =>
  async (rig) => ({ services: (await rig.https(vendor(), 'good', {}, { host, name })).url })

const FAMILIES = { needs: ['openssl', 'network', 'dnsmasq', 'nft'] } as const

/** Signs that mean something in an address, and have to be taken apart again. */
const ODD_PASSWORD = 'p@ss:w/rd%'

/** Odd, and no fault: nothing is in the way. */
export const WELL: readonly Well[] = [
  { name: 'all is well', ...NEEDS, set: answering((_, reply) => json(reply, ACCEPTED)) },
  { name: 'no TLS at all', set: async (rig) => ({ services: (await rig.http(vendor())).url }) },
  {
    name: 'a chain with an intermediate',
    ...NEEDS,
    set: async (rig) => ({ services: (await rig.https(vendor(), 'chained')).url }),
  },
  { name: 'no subscription', ...NEEDS, set: says({ subscription: null }) },
  { name: 'no owner', ...NEEDS, set: says({ owner: null }) },
  { name: 'only is_valid', ...NEEDS, set: answering((_, reply) => json(reply, { is_valid: true })) },
  { name: 'members nobody knows', ...NEEDS, set: says({ more: { and: ['more'] } }) },
  { name: 'dates as days of a month', ...NEEDS, set: dated('01/02/2020', '31/12/2099') },
  { name: 'dates as numbers', ...NEEDS, set: dated(1_577_836_800, 4_102_444_800) },
  { name: 'dates of nought', ...NEEDS, set: dated('0000-00-00', '0000-00-00 00:00:00') },
  { name: 'dates that do not exist', ...NEEDS, set: dated('2020-02-31', '2099-13-01') },
  { name: 'dates left out', ...NEEDS, set: dated(undefined, undefined) },
  { name: 'a status that contradicts the answer', ...NEEDS, set: answering((_, reply) => json(reply, ACCEPTED, 403)) },
  {
    name: 'no Date header',
    ...NEEDS,
    set: answering((_, reply) => {
      reply.sendDate = false
      json(reply, ACCEPTED)
    }),
  },
  {
    name: 'a slow resolver',
    needs: ['openssl', 'network', 'dnsmasq'],
    set: async (rig) => ({ services: (await rig.https(vendor(), 'good', {}, { name: 'slow.odd.test' })).url }),
  },
  { name: 'IPv6 alone', ...FAMILIES, set: oneOfTwo(HERE_6, 'six.net.test') },
  // tinyproxy has no happy eyeballs: it waits for the first address as long as the kernel does
  {
    name: 'IPv6 in vain beside IPv4',
    only: 'direct',
    ...FAMILIES,
    hangs: true,
    set: oneOfTwo('127.0.0.1', 'six-of-two-dropped.net.test'),
  },
  { name: 'IPv4 in vain beside IPv6', ...FAMILIES, hangs: true, set: oneOfTwo(HERE_6, 'four-of-two-dropped.net.test') },
  {
    name: 'a proxy whose password has signs of its own',
    ...NEEDS,
    only: 'proxied',
    set: async (rig) => {
      const token = Buffer.from(`latchkey:${ODD_PASSWORD}`).toString('base64')
      const refuse = answers('407 Proxy Authentication Required', ['Proxy-Authenticate: Basic realm="x"'])
      const proxy = await oddProxy(
        rig,
        passes(({ headers }) => headers['proxy-authorization'] === `Basic ${token}`, refuse),
      )
      return { services: (await rig.https(vendor())).url, proxy: withLogin(proxy.url, ODD_PASSWORD) }
    },
  },
]
