import * as z from 'zod/mini'
import { Report } from '#contract/report.ts'

/** Far above any report; what is longer is another file. */
export const MAX_REPORT_BYTES = 2 * 1024 * 1024

/** `broken`: a report that was cut or changed on its way. `newer`: from a newer Latchkey than this one. */
export type NoReport = 'too-large' | 'file-unreadable' | 'not-a-report' | 'for-reading' | 'broken' | 'newer'

export type ReportRead = { report: Report } | { refused: NoReport }

/** Reads a file in the browser; nothing is sent anywhere. */
export async function readReportFile(file: File): Promise<ReportRead> {
  if (file.size > MAX_REPORT_BYTES) return { refused: 'too-large' }
  try {
    return readReport(await file.text())
  } catch {
    return { refused: 'file-unreadable' }
  }
}

const MarkedReport = z.object({ format: z.literal('latchkey-report'), version: z.int() })
const KNOWN_VERSION = 1

export function readReport(text: string): ReportRead {
  const parsed = parseJson(text)
  if (parsed === undefined) return { refused: refusalOfText(text) }
  const marked = MarkedReport.safeParse(parsed)
  if (!marked.success) return { refused: isMarked(parsed) ? 'broken' : 'not-a-report' }
  if (marked.data.version > KNOWN_VERSION) return { refused: 'newer' }
  const report = Report.safeParse(parsed)
  return report.success ? { report: report.data } : { refused: 'broken' }
}

function refusalOfText(text: string): NoReport {
  if (text.includes('"latchkey-report"')) return 'broken'
  return /^\s*# .*Latchkey/.test(text) ? 'for-reading' : 'not-a-report'
}

const isMarked = (parsed: unknown): boolean =>
  z.object({ format: z.literal('latchkey-report') }).safeParse(parsed).success

function parseJson(text: string): unknown {
  try {
    // editors and mail put a byte order mark before it
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return undefined
  }
}
