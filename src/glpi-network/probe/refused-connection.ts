import { isIP, type Socket } from 'node:net'
import { checkServerIdentity, connect, type TLSSocket } from 'node:tls'
import { certificateFacts } from '#contract/certificate-facts.ts'
import type { SeenFacts } from '#contract/scrub/facts.ts'
import type { CauseCode } from '#domain/causes.ts'
import type { Failure } from '#net/failure.ts'
import type { TimeLimit } from '#net/deadline.ts'
import { whenConnected } from '../path/connect.ts'
import type { ProbeRun } from './run.ts'

/** What only the certificate itself can explain. */
const OF_A_CERTIFICATE = new Set<CauseCode>([
  'tls-untrusted-issuer',
  'tls-self-signed',
  'tls-wrong-host',
  'tls-expired',
  'tls-not-yet-valid',
  'ca-not-loaded',
])

export type RefusedConnection = {
  host: string
  failure: Failure
  /** Opens another connection by the same network path, up to where TLS begins. */
  again: () => Promise<Socket>
  /** Called when a wrong clock alone could explain the failure. */
  onDates?: (unverified: TLSSocket) => Promise<void>
}

/** The facts of a certificate that verification refused; none when the second connection fails too. */
export async function examineRefusedConnection(
  run: ProbeRun,
  { host, failure, again, onDates }: RefusedConnection,
): Promise<SeenFacts> {
  if (!OF_A_CERTIFICATE.has(failure.cause)) return {}
  try {
    const unverified = run.hold(await encryptUnverified(run.hold(await again()), host, run.limits(1 / 8)))
    const seen = readCertificateFacts(unverified)
    if (onDates && onlyDatesAreWrong(failure.cause, unverified, host)) await onDates(unverified)
    return seen
  } catch {
    return {}
  }
}

/** Only for examining a certificate. No key is ever sent over it, which is why it never leaves this folder. */
function encryptUnverified(socket: Socket, host: string, limits: TimeLimit): Promise<TLSSocket> {
  const name = isIP(host) === 0 ? { servername: host } : {}
  const unverified = connect({ socket, host, ALPNProtocols: ['http/1.1'], rejectUnauthorized: false, ...name })
  return whenConnected(unverified, 'secureConnect', limits, 'connect-timeout')
}

const onlyDatesAreWrong = (cause: CauseCode, unverified: TLSSocket, host: string): boolean =>
  (cause === 'tls-expired' || cause === 'tls-not-yet-valid') &&
  checkServerIdentity(host, unverified.getPeerCertificate()) === undefined

/** The facts of a server's certificate. */
export const readCertificateFacts = (socket: TLSSocket): SeenFacts =>
  certificateFacts(socket.getPeerCertificate(), socket.getProtocol())
