import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { NoReport } from './read-report.ts'

type Words = { title: MessageDescriptor; next: MessageDescriptor }

/** Why a file cannot be opened as a report, and what to ask for. */
export const REPORT_REFUSAL_WORDS: Record<NoReport, Words> = {
  'too-large': {
    title: msg`This file is too large to be a report`,
    next: msg`A report has at most 2 MiB. Ask for the file that “Report for support” downloads on the diagnosis page.`,
  },
  'file-unreadable': {
    title: msg`The file could not be read`,
    next: msg`A folder was dropped, or the file has been moved or locked. Choose it again.`,
  },
  'not-a-report': {
    title: msg`This file is not a report of Latchkey`,
    next: msg`Ask for the JSON file that “Report for support” downloads on the diagnosis page.`,
  },
  'for-reading': {
    title: msg`This is the report’s Markdown, made for reading`,
    next: msg`Ask for the JSON file, from the same place: only that one can be opened here.`,
  },
  broken: {
    title: msg`This report is damaged`,
    next: msg`Part of it is missing or was changed in transit. Ask for the file again, as an attachment rather than as text.`,
  },
  newer: {
    title: msg`This report comes from a newer Latchkey`,
    next: msg`Open it with that version, or update this Latchkey.`,
  },
}
