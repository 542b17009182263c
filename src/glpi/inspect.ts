import type { DiagnosisLine } from '#contract/diagnosis.ts'
import { scrubFor } from '#contract/scrub/scrub.ts'
import type { ClockReading } from '#domain/clocks.ts'
import type { Step } from '#domain/diagnosis.ts'
import { startDeadline, timeoutError } from '#net/deadline.ts'
import { readCryptKey } from './crypt-key.ts'
import { createRestMethod } from './rest/rest.ts'
import { startInspectionRun } from './inspection-run.ts'

export type InspectGlpiOptions = {
  /** A GLPI's address, as its users open it. */
  url: string
  /** The API token of a GLPI account; null only tests whether the API answers. */
  userToken: string | null
  /** For an API client of GLPI's that asks for one. */
  appToken?: string | null
  /** The path of its `config/glpicrypt.key`, where this machine has it: then what is stored is opened, to tell its fingerprint. */
  cryptKeyFile?: string | null
  /** Milliseconds for the whole inspection; 10,000 by default. */
  budgetMs?: number
  now?: () => number
}

/**
 * Inspects a GLPI from outside and changes nothing. Does its API answer, may this account sign in, may it see the setup, and what is
 * stored as the key? Connects directly, never through a proxy. Never throws.
 */
export async function inspectGlpi(
  options: InspectGlpiOptions,
  emit: (line: DiagnosisLine) => void,
  signal: AbortSignal,
): Promise<{ steps: Step[]; clocks: ClockReading[] }> {
  const { url, userToken, appToken = null, cryptKeyFile = null, budgetMs = 10_000, now = Date.now } = options
  const { signal: limited, clear } = startDeadline({ ms: budgetMs, signal }, timeoutError)
  const run = startInspectionRun({
    emit,
    signal: limited,
    scrub: scrubFor([userToken ?? '', appToken ?? ''].filter(Boolean)),
  })
  const method = createRestMethod({
    rest: { url, ...(userToken !== null && { userToken }), ...(appToken !== null && { appToken }) },
    ...(cryptKeyFile !== null && { cryptKey: () => readCryptKey(cryptKeyFile) }),
    now,
  })
  await method.inspect(run)
  await method.close()
  clear()
  return { steps: run.steps, clocks: run.clocks }
}
