import { isIP, type Socket } from 'node:net'
import { connect, type TLSSocket } from 'node:tls'
import type { CauseCode } from '#domain/causes.ts'
import { Failure } from '#net/failure.ts'
import { trustingContext } from '#net/trusting-context.ts'
import { vendorFailureOf } from '../failure.ts'
import { issuerFileFault } from './issuer-file.ts'
import type { TimeLimit } from '#net/deadline.ts'
import { whenConnected } from './connect.ts'

export type Trust = { ca: string | null }

/** TLS over an open connection. The certificate is always verified, and a failure closes the connection. */
export async function encrypt(
  socket: Socket,
  host: string,
  { ca }: Trust,
  limits: TimeLimit,
  late: CauseCode = 'reply-timeout',
): Promise<TLSSocket> {
  const options = ca === null ? {} : { secureContext: trustingContext(ca) }
  const name = isIP(host) === 0 ? { servername: host } : {}
  const encrypted = connect({ socket, host, ALPNProtocols: ['http/1.1'], ...name, ...options })
  try {
    return await whenConnected(encrypted, 'secureConnect', limits, late)
  } catch (error) {
    throw explainIssuerFile(vendorFailureOf(error))
  }
}

const OF_AN_ISSUER = new Set<CauseCode>(['tls-untrusted-issuer', 'tls-self-signed'])

/** Where a file of issuers is already set, the cause is why it did not help. */
function explainIssuerFile(failure: Failure): Failure {
  const file = process.env['NODE_EXTRA_CA_CERTS']
  if (!file || !OF_AN_ISSUER.has(failure.cause)) return failure
  const fault = issuerFileFault(file, true)
  return fault === null ? failure : new Failure('ca-not-loaded', failure.errorCode, {}, fault)
}
