import { failureOfError } from './failure.ts'
import { presentedCertificate } from './presented-certificate.ts'
import type { InspectionRun } from './inspection-run.ts'

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
