import type { DiagnosisLine } from '#contract/diagnosis.ts'
import type { Step } from '#domain/diagnosis.ts'
import { createVendorClient } from '../client.ts'
import { diagnose, type DiagnoseOptions } from '../diagnose.ts'

export const PROBE_KEY = 'eyJpZCI6Nywic2lnbmF0dXJlIjoiM3EyKzd3PT0ifQ=='
export const UID = 'u'.repeat(40)

/** Only what hangs takes all of it. */
const BUDGET_MS = 300_000
/** For what waits for a silent other side: each step has its share of it, which a busy machine needs. Such tests wait beside each other. */
export const WAITING_MS = 6_000

/** A whole run. */
export async function diagnoseInTest(
  servicesUrl: string,
  options: Partial<DiagnoseOptions> = {},
  onLine: (line: DiagnosisLine) => void = () => undefined,
) {
  const lines: DiagnosisLine[] = []
  const asked = { servicesUrl, uid: UID, language: 'en', keyText: PROBE_KEY, budgetMs: BUDGET_MS, ...options }
  const diagnosis = await diagnose(asked, (line) => {
    lines.push(line)
    onLine(line)
  })
  const step = (id: string): Step => {
    const found = diagnosis.steps.find((one) => one.id === id)
    if (!found) throw new Error(`no step ${id}`)
    return found
  }
  return { ...diagnosis, lines, step }
}

/** The step at which the path of every check failed, and its cause, as `tls tls-expired`; empty when none did. */
export const failedStageOf = (steps: readonly Step[]): string => {
  const failed = steps.findLast(({ route, outcome }) => route === 'used' && outcome === 'failed')
  return failed ? `${failed.stage} ${failed.cause}` : ''
}

/** What the client itself reports about the same reply. */
export async function causeAsked(servicesUrl: string, options: Partial<DiagnoseOptions> = {}) {
  const { budgetMs = BUDGET_MS } = options
  const timeouts = { connectMs: budgetMs / 4, totalMs: (budgetMs * 3) / 4 }
  const client = createVendorClient({ servicesUrl, timeouts, random: () => 0, ...options })
  try {
    return (await client.ask({ key: PROBE_KEY, uid: UID, language: 'en' })).cause
  } finally {
    await client.close()
  }
}
