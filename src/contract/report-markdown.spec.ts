import fc from 'fast-check'
import { anyText } from '#domain/testing/any-text.ts'
import { expect, test } from 'vitest'
import { makeReport } from './report-maker.ts'
import { reportMarkdown } from './report-markdown.ts'
import { sampleParts } from './testing/sample-report.ts'

const markdownOf = (text: string): string => reportMarkdown(makeReport(sampleParts(text)), ({ message }) => message)

test('the code and the number first, then the cause with its next step', () => {
  const lines = markdownOf('FortiGate CA').split('\n')
  expect(lines.slice(0, 4)).toEqual([
    '# Latchkey report WAR-TX2-CSF',
    '',
    '- Support code: **WAR-TX2-CSF**',
    '- Correlation id: `k3f9a2b7c1d8e4f6`',
  ])
  const text = lines.join('\n')
  expect(text).toContain('**The certificate’s issuer is not trusted** (`tls-untrusted-issuer`)')
  expect(text).toContain('Next step: Ask the network team to exempt services.glpi-network.com')
  expect(text).toContain('| Encrypt | **failed** | 12.5 ms | `tls-untrusted-issuer` | Issuer: `FortiGate CA` |')
  expect(text).toContain('| This server | 0 s ± 0 s | **wrong**: 365 d behind |')
  expect(text).toContain('| GLPI Network | +31536000.4 s ± 0.6 s | the others are compared with it |')
  expect(text).toContain('chronyc makestep')
})

test('only the latest twenty lines of history', () => {
  const parts = sampleParts('x')
  const [entry] = parts.history
  const history = Array.from({ length: 50 }, () => entry).filter((one) => one !== undefined)
  const text = reportMarkdown(makeReport({ ...parts, history }), ({ message }) => message)
  expect(text.split('\n').filter((line) => line.includes('| checked |'))).toHaveLength(20)
})

test('every word of ours can be said in another language', () => {
  const said = reportMarkdown(makeReport(sampleParts('x')), () => '§')
  const left = said.replaceAll(/`[^`]*`/g, '').replaceAll(/\b(Latchkey|GLPI|Node|OpenSSL|WAR-TX2-CSF|ms|s|d)\b/g, '')
  expect(left).not.toMatch(/[a-z]/i)
})

/** What is left of the lines once code spans, in which nothing means anything, are taken out. */
const skeleton = (markdown: string): string =>
  markdown
    .split('\n')
    .map((line) => line.replaceAll(/`[^`]*`/g, '`'))
    .join('\n')

const PLAIN = skeleton(markdownOf('x'))

test.each([
  ['a cell', 'a | b | c'],
  ['a cell, escaped', String.raw`a \| b \\| c \\\| d`],
  ['a new line', 'a\n\n# title\n\n| a | b |\r\n---\u2028x'],
  ['the end of a code span', '`` ` ``` a `'],
  ['a link', '[click](https://evil.example) https://evil.example www.evil.example <https://evil.example>'],
  ['a picture', '![x](https://evil.example/x.png)'],
  ['HTML', '</td><script>alert(1)</script><img src=x onerror=alert(1)>&lt;'],
  ['text that runs backwards', '\u202egnp.exe\u2066'],
  ['half a pair', 'x\ud83d'],
])('%s from the wire stays text', (_, text) => {
  expect(skeleton(markdownOf(text))).toBe(PLAIN)
})

test('whatever comes from the wire stays text', () => {
  const hostile = fc.string({
    unit: fc.constantFrom('|', '`', '\\', '\n', '<', '[', ']', '(', '*', '_', '#', ' ', 'a', '\u0000'),
  })
  fc.assert(
    fc.property(fc.oneof(hostile, anyText()), (text) => {
      expect(skeleton(markdownOf(`x${text}`))).toBe(PLAIN)
    }),
    { numRuns: 60 },
  )
})
