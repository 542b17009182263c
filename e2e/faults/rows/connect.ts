import { freePort } from '#net/testing/free-port.ts'
import { HOST } from '../../rig/rig.ts'
import { onEitherPath, orBeyond, type Fault } from '../fault.ts'

const FIREWALL = ['network', 'dnsmasq', 'nft'] as const

const asked = (name: string) => async () => ({ services: `https://${name}.net.test` })

export const CONNECT: readonly Fault[] = [
  {
    name: 'nobody listens',
    is: 'the address is right and the service is down, or the port is wrong',
    ...orBeyond('connect-refused', 'lift-rejection'),
    set: async () => ({ services: `https://${HOST}:${await freePort()}` }),
  },
  {
    name: 'a firewall that rejects with RST',
    is: 'a rule rejects the connection',
    ...orBeyond('connect-refused', 'lift-rejection'),
    needs: FIREWALL,
    set: asked('reset'),
  },
  {
    name: 'a rule on this server',
    is: 'the server itself prohibits the connection',
    ...orBeyond('connect-refused', 'lift-rejection'),
    needs: ['network', 'dnsmasq', 'ip'],
    set: asked('forbidden'),
  },
  {
    name: 'a firewall that drops',
    is: 'outgoing packets vanish',
    ...orBeyond('connect-timeout', 'open-network'),
    needs: FIREWALL,
    hangs: true,
    set: asked('dropped'),
  },
  {
    name: 'a firewall that says prohibited',
    is: 'a router answers that the path is closed (ICMP)',
    ...orBeyond('connect-timeout', 'open-network'),
    needs: FIREWALL,
    set: asked('prohibited'),
  },
  {
    name: 'a host that is unreachable',
    is: 'a router has no route to the host',
    ...orBeyond('connect-timeout', 'open-network'),
    needs: ['network', 'dnsmasq', 'ip'],
    set: asked('unreachable'),
  },
  {
    name: 'no route',
    is: 'the server has no route to the internet at all',
    ...orBeyond('connect-timeout', 'open-network'),
    needs: ['network', 'dnsmasq'],
    set: asked('no-route'),
  },
  {
    name: 'IPv6 addresses alone, and no route for IPv6',
    is: 'the resolver gives AAAA only, as DNS64 does, and the server has IPv4 only',
    ...orBeyond('connect-timeout', 'open-network'),
    needs: ['network', 'dnsmasq'],
    set: asked('six-no-route'),
  },
  {
    name: 'IPv6 addresses alone, dropped',
    is: 'IPv6 goes out and never arrives',
    ...orBeyond('connect-timeout', 'open-network'),
    needs: FIREWALL,
    hangs: true,
    set: asked('six-dropped'),
  },
  {
    name: 'IPv6 addresses alone, refused',
    is: 'nobody listens for IPv6',
    ...orBeyond('connect-refused', 'lift-rejection'),
    needs: ['network', 'dnsmasq', 'ip'],
    set: async () => ({ services: `https://six.net.test:${await freePort()}` }),
  },
  {
    name: 'both families dropped',
    is: 'neither IPv4 nor IPv6 gets through',
    ...orBeyond('connect-timeout', 'open-network'),
    needs: FIREWALL,
    hangs: true,
    set: asked('both-dropped'),
  },
  {
    name: 'closed at once',
    is: 'the connection is taken and ended before a word',
    ...onEitherPath('connection-reset', 'find-what-cuts'),
    set: async (rig) => ({ services: (await rig.tcp((socket) => void socket.end())).url }),
  },
  {
    name: 'reset at once',
    is: 'the connection is taken and reset before a word',
    ...onEitherPath('connection-reset', 'find-what-cuts'),
    set: async (rig) => ({ services: (await rig.tcp((socket) => void socket.resetAndDestroy())).url }),
  },
]
