import { expect, test } from 'vitest'
import type { Report } from '#contract/report.ts'
import { MAX_REPORT_BYTES, readReport, readReportFile, type NoReport } from './read-report.ts'

const REPORT: Report = {
  format: 'latchkey-report',
  version: 1,
  id: 'K7F3A9K7F3A9K7F3',
  supportCode: 'AG0-00J',
  createdAt: '2026-11-24T12:00:00Z',
  versions: { latchkey: '0.1.0', node: '20.19.0', openssl: '3.0.15', system: 'linux 6.1.0', glpi: '10.0.19' },
  settings: {
    services: 'https://services.glpi-network.com',
    sandbox: false,
    proxy: null,
    askedAs: null,
    trust: 'node',
  },
  registration: null,
  diagnosis: null,
  earlierDiagnosis: null,
  history: [],
}
const text = JSON.stringify(REPORT)

test('a report is read, with a byte order mark too', () => {
  expect(readReport(text)).toEqual({ report: REPORT })
  expect(readReport(`\uFEFF${text}`)).toEqual({ report: REPORT })
})

test.each<[string, string, NoReport]>([
  ['no text', '', 'not-a-report'],
  ['another text', 'Dear Sir or Madam', 'not-a-report'],
  ['other JSON', '{"name":"glpi"}', 'not-a-report'],
  ['null', 'null', 'not-a-report'],
  ['the Markdown of a report', '# Latchkey: report for support\n', 'for-reading'],
  ['a report that was cut', text.slice(0, -20), 'broken'],
  ['a report without a part', JSON.stringify({ ...REPORT, settings: undefined }), 'broken'],
  ['a report of no version', JSON.stringify({ ...REPORT, version: 'one' }), 'broken'],
  ['a cause nobody knows', JSON.stringify({ ...REPORT, history: [{ cause: 'gremlins' }] }), 'broken'],
  ['a newer report', JSON.stringify({ ...REPORT, version: 2, diagnosis: { of: 'another kind' } }), 'newer'],
])('%s', (_, told, refused) => {
  expect(readReport(told)).toEqual({ refused })
})

test('what is too large is not even read', async () => {
  const file = new File([new Uint8Array(MAX_REPORT_BYTES + 1)], 'report.json')
  file.text = () => Promise.reject(new Error('it was read'))
  expect(await readReportFile(file)).toEqual({ refused: 'too-large' })
})

test('a file that the browser cannot read', async () => {
  const file = new File([text], 'report.json')
  file.text = () => Promise.reject(new DOMException('gone', 'NotFoundError'))
  expect(await readReportFile(file)).toEqual({ refused: 'file-unreadable' })
})
