import { onEitherPath, orBeyond, type Fault } from '../fault.ts'
import { vendor } from '../../rig/vendor.ts'

const NETWORK = ['network', 'dnsmasq'] as const

const asked = (name: string) => async () => ({ services: `https://${name}` })

export const RESOLVE: readonly Fault[] = [
  {
    name: 'NXDOMAIN',
    is: 'the resolver knows no such name',
    ...orBeyond('dns-not-found', 'mend-resolver'),
    needs: NETWORK,
    set: asked('services.gone.test'),
  },
  {
    name: 'a name without addresses',
    is: 'the name is there, with text records alone',
    ...orBeyond('dns-not-found', 'mend-resolver'),
    needs: NETWORK,
    set: asked('empty.net.test'),
  },
  {
    name: 'SERVFAIL',
    is: 'the name server above the resolver fails',
    ...orBeyond('dns-timeout', 'mend-resolver'),
    needs: NETWORK,
    set: asked('servfail.odd.test'),
  },
  {
    name: 'a resolver that refuses',
    is: 'the resolver answers REFUSED to this server',
    ...orBeyond('dns-timeout', 'mend-resolver'),
    needs: NETWORK,
    set: asked('refused.odd.test'),
  },
  {
    name: 'a resolver that never answers',
    is: 'questions about names are dropped',
    ...orBeyond('dns-timeout', 'mend-resolver'),
    needs: NETWORK,
    hangs: true,
    set: asked('never.odd.test'),
  },
  {
    name: 'a resolver that answers garbage',
    is: 'something that is no name server listens on port 53',
    ...orBeyond('dns-timeout', 'mend-resolver'),
    needs: NETWORK,
    hangs: true,
    set: asked('garbage.odd.test'),
  },
  {
    name: 'a sinkhole',
    is: 'a DNS filter gives 0.0.0.0 in place of the address',
    direct: { cause: 'dns-not-found', action: 'mend-resolver' },
    proxied: { cause: 'proxy-cannot-reach', action: 'ask-proxy-network' },
    needs: NETWORK,
    set: asked('sinkhole.net.test'),
  },
  {
    name: 'a pinned address that is dead',
    is: 'a line in the hosts file points to where nobody answers any more',
    ...orBeyond('connect-timeout', 'open-network'),
    shows: [['answered-by', /^hosts-file$/]],
    needs: ['network', 'nft'],
    hangs: true,
    set: asked('pinned.test'),
  },
  {
    name: 'a name that points to another server',
    is: 'DNS sends to a parked site',
    ...onEitherPath('tls-wrong-host', 'correct-address'),
    shows: [['names', /parked\.example/]],
    needs: ['openssl'],
    set: async (rig) => ({ services: (await rig.https(vendor(), 'wrong-host')).url }),
  },
]
