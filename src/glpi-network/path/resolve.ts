import type { LookupAddress } from 'node:dns'
import { isIP } from 'node:net'
import { Failure } from '#net/failure.ts'
import { vendorFailureOf } from '../failure.ts'
import { waitUntil, type TimeLimit } from '#net/deadline.ts'
import { systemResolver } from '#net/system-resolver.ts'

/** URLs write an IPv6 address in brackets. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '')

/**
 * The addresses of a name as this machine knows them, hosts file included, in the order in which they are tried.
 * Node's resolver has no deadline, and a connect timeout would hide that the name lookup hung.
 */
export async function resolveHost(host: string, limits: TimeLimit): Promise<LookupAddress[]> {
  const family = isIP(host)
  if (family !== 0) return [{ address: host, family }]
  const work = () =>
    systemResolver.resolveAll(host).catch((error: unknown) => {
      throw vendorFailureOf(error)
    })
  const found = (await waitUntil(limits, () => new Failure('dns-timeout'), work)).filter(isAnAddress)
  if (found.length === 0) throw new Failure('dns-not-found')
  return found
}

/** DNS filters answer with 0.0.0.0 or ::, which mean no address. To connect to them would reach this machine itself. */
const isAnAddress = ({ address }: LookupAddress): boolean => address !== '0.0.0.0' && address !== '::'
