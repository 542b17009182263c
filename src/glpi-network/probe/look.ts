import { isIP, type Socket } from 'node:net'
import { checkServerIdentity, connect, type TLSSocket } from 'node:tls'
import type { SeenFacts } from '#contract/scrub/facts.ts'
import type { CauseCode } from '#domain/causes.ts'
import type { Failure } from '#net/failure.ts'
import type { TimeLimit } from '#net/deadline.ts'
import { whenConnected } from '../path/limits.ts'
import { certificateSeen } from './certificate.ts'
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
  /** Opens another connection on the same way, up to where encryption begins. */
  again: () => Promise<Socket>
  /** Called when a wrong clock alone would explain the failure. */
  onDates?: (looking: TLSSocket) => Promise<void>
}

/** What can be seen of a certificate that verification refused; nothing, when the second look fails as well. */
export async function examineRefusedConnection(
  run: ProbeRun,
  { host, failure, again, onDates }: RefusedConnection,
): Promise<SeenFacts> {
  if (!OF_A_CERTIFICATE.has(failure.failure)) return {}
  try {
    const looking = run.hold(await encryptUnverified(run.hold(await again()), host, run.limits(1 / 8)))
    const seen = certificateSeen(looking)
    if (onDates && onlyDatesAreWrong(failure.failure, looking, host)) await onDates(looking)
    return seen
  } catch {
    return {}
  }
}

/** For looking only: nothing but a question without a key is ever put on it, which is why it never leaves this folder. */
function encryptUnverified(socket: Socket, host: string, limits: TimeLimit): Promise<TLSSocket> {
  const name = isIP(host) === 0 ? { servername: host } : {}
  const looking = connect({ socket, host, ALPNProtocols: ['http/1.1'], rejectUnauthorized: false, ...name })
  return whenConnected(looking, 'secureConnect', limits, 'connect-timeout')
}

const onlyDatesAreWrong = (cause: CauseCode, looking: TLSSocket, host: string): boolean =>
  (cause === 'tls-expired' || cause === 'tls-not-yet-valid') &&
  checkServerIdentity(host, looking.getPeerCertificate()) === undefined
