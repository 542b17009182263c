import type { DiagnosisLine } from '#contract/diagnosis.ts'
import type { Step } from '#domain/diagnosis.ts'
import { createVendorClient } from '../client.ts'
import { diagnose, type DiagnoseOptions } from '../diagnose.ts'

export const KEY = 'eyJpZCI6Nywic2lnbmF0dXJlIjoiM3EyKzd3PT0ifQ=='
export const UID = 'u'.repeat(40)

/** A whole run, with a budget that fits a test. */
export async function look(
  servicesUrl: string,
  options: Partial<DiagnoseOptions> = {},
  onLine: (line: DiagnosisLine) => void = () => undefined,
) {
  const lines: DiagnosisLine[] = []
  const asked = { servicesUrl, uid: UID, language: 'en', keyText: KEY, budgetMs: 1200, ...options }
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

/** The step that ended the way every check takes, and its cause, as `tls tls-expired`; empty when none did. */
export const endOf = (steps: readonly Step[]): string => {
  const failed = steps.findLast(({ route, outcome }) => route === 'used' && outcome === 'failed')
  return failed ? `${failed.stage} ${failed.cause}` : ''
}

/** What the client itself says of the same. */
export async function causeAsked(servicesUrl: string, options: Partial<DiagnoseOptions> = {}) {
  const timeouts = { connectMs: 300, totalMs: 900 }
  const client = createVendorClient({ servicesUrl, timeouts, random: () => 0, ...options })
  try {
    return (await client.ask({ key: KEY, uid: UID, language: 'en' })).cause
  } finally {
    await client.close()
  }
}
