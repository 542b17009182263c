import type { LookupAddress } from 'node:dns'
import { connect, type LookupFunction, type Socket } from 'node:net'
import type { buildConnector } from 'undici'
import { ADDRESS_REFUSED, isForbiddenAddress } from '#contract/forbidden-address.ts'
import type { CauseCode } from '#domain/causes.ts'
import { Failure } from './failure.ts'
import { systemResolver } from './system-resolver.ts'

/** @throws Failure with `cause` for an address that Latchkey never connects to. A name passes: `guardedLookup` judges its addresses. */
export function assertMayDial(host: string, cause: CauseCode): void {
  if (isForbiddenAddress(host)) throw new Failure(cause, ADDRESS_REFUSED)
}

/** Opens a TCP connection to a name or an address. @throws Failure with `cause` for an address that Latchkey never connects to. */
export function dial(host: string, port: number, cause: CauseCode): Socket {
  assertMayDial(host, cause)
  return connect({
    host,
    port,
    lookup: guardedLookup,
    noDelay: true,
    keepAlive: true,
    keepAliveInitialDelay: 60_000,
  })
}

const refused = (): Error => Object.assign(new Error(ADDRESS_REFUSED), { code: ADDRESS_REFUSED })

/** Lets a connector of undici dial no forbidden address. Node does not look up an address that stands in the URL itself. */
export const guardConnector =
  (connector: buildConnector.connector): buildConnector.connector =>
  (options, done) =>
    isForbiddenAddress(options.hostname) ? done(refused(), null) : connector(options, done)

/** Resolves a name to those of its addresses that may be dialled. So what was checked is what is dialled. */
export const guardedLookup: LookupFunction = (host, options, done) => {
  systemResolver.lookupAll(host, { ...options, all: true }, (error, found) => {
    if (error) return done(error, '')
    const [first, ...others] = found.filter(({ address }) => !isForbiddenAddress(address))
    if (first === undefined) return done(refused(), '')
    return options.all
      ? done(null, [first, ...others] satisfies LookupAddress[])
      : done(null, first.address, first.family)
  })
}
