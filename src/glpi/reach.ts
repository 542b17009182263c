import { failureOfError } from './failure.ts'
import type { InspectionRun } from './inspection-run.ts'
import { isIP, type Socket } from 'node:net'
import { connect } from 'node:tls'
import { certificateFacts } from '#contract/certificate-facts.ts'
import { isForbiddenAddress } from '#contract/forbidden-address.ts'
import type { SeenFacts } from '#contract/scrub/facts.ts'
import { guardedLookup } from '#net/guarded-connect.ts'

/** Reaches a GLPI. A certificate that was refused is shown, for people to see whose it is, and to trust it if it is theirs. */
export async function reachOrShowCertificate(
  reach: () => Promise<void>,
  address: URL | null,
  run: InspectionRun,
): Promise<void> {
  try {
    await reach()
  } catch (error) {
    if (address?.protocol === 'https:' && failureOfError(error).cause.startsWith('tls-'))
      run.addFacts(await presentedCertificate(address, run.signal))
    throw error
  }
}

const READ_MS = 3_000

/**
 * The certificate that a GLPI's server presents, whoever issued it, by a connection of its own over which nothing is sent. It shows
 * people which certificate was refused. Empty where there is none.
 */
function presentedCertificate({ hostname, port }: URL, signal: AbortSignal): Promise<SeenFacts> {
  const host = hostname.replace(/^\[|\]$/g, '')
  if (isForbiddenAddress(host)) return Promise.resolve({})
  return new Promise((resolve) => {
    const socket = connect({
      host,
      port: Number(port) || 443,
      lookup: guardedLookup,
      ...(isIP(host) === 0 && { servername: host }),
      rejectUnauthorized: false,
      timeout: READ_MS,
    })
    const end = (seen: SeenFacts): void => {
      signal.removeEventListener('abort', stop)
      destroy(socket)
      resolve(seen)
    }
    const stop = () => end({})
    signal.addEventListener('abort', stop, { once: true })
    socket.once('secureConnect', () => end(certificateFacts(socket.getPeerCertificate(), socket.getProtocol())))
    socket.once('timeout', stop)
    socket.once('error', stop)
    if (signal.aborted) stop()
  })
}

function destroy(socket: Socket): void {
  socket.on('error', () => undefined)
  socket.destroy()
}
