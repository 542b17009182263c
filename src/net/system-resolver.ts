import { lookup, type LookupAddress, type LookupAllOptions } from 'node:dns'
import { lookup as lookupPromise } from 'node:dns/promises'

type Found = (error: Error | null, found: LookupAddress[]) => void

/** How the machine itself resolves a name (`getaddrinfo`, so /etc/hosts counts too). An object, so that a test can be the resolver. */
export const systemResolver = {
  lookupAll: (host: string, options: LookupAllOptions, done: Found): void => lookup(host, options, done),
  resolveAll: (host: string): Promise<LookupAddress[]> => lookupPromise(host, { all: true, verbatim: true }),
}
