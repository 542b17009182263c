import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { Facts } from '#domain/diagnosis.ts'
import { pieces } from './describe.ts'

/** The name's addresses, of both families: a network may route only one of them. */
export function describeResolve({ host, ipv4, ipv6, 'answered-by': by }: Facts): ReactNode[] {
  if (!ipv4 && !ipv6) return pieces(host && <code translate="no">{host}</code>)
  return pieces(
    ipv4 !== undefined && (ipv4 === '' ? <Trans>no IPv4 address</Trans> : <Trans>{ipv4} (IPv4)</Trans>),
    ipv6 !== undefined && (ipv6 === '' ? <Trans>no IPv6 address</Trans> : <Trans>{ipv6} (IPv6)</Trans>),
    by === 'hosts-file' && <Trans>from the hosts file</Trans>,
  )
}

/** As an address is written before a port (RFC 3986, 3.2.2). */
const bracketed = (address: string) => (address.includes(':') ? `[${address}]` : address)

export function describeConnect({ address, port }: Facts): ReactNode[] {
  return pieces(address && (port ? `${bracketed(address)}:${port}` : address))
}

export function describeProxy(facts: Facts): ReactNode[] {
  const { proxy, 'proxy-from': from, 'proxy-status': status } = facts
  const { 'proxy-authenticate': schemes, 'proxy-software': software } = facts
  return pieces(
    proxy && <strong>{proxy}</strong>,
    from === 'environment' && <Trans>set in the environment</Trans>,
    from === 'instance' && <Trans>set for this instance</Trans>,
    from === 'glpi' && <Trans>set in GLPI</Trans>,
    status && <Trans>answered {status}</Trans>,
    schemes && (
      <Trans>
        requires a login by <strong>{schemes}</strong>
      </Trans>
    ),
    software && <Trans>says it is {software}</Trans>,
  )
}
