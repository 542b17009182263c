import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { DiagnosisLine } from '#contract/diagnosis.ts'
import { sayIn } from '../language.ts'
import { liveTree } from './live.ts'
import { paintFor } from './paint.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** What a terminal of this size shows, and keeps above: enough of ECMA-48 for what we write. */
class Terminal {
  readonly columns: number
  readonly rows: number
  lines: string[] = ['']
  row = 0
  /** Rows that were reached beyond the top of the window. */
  lost = 0
  cursorIsShown = true
  written = ''
  constructor(columns: number, rows: number) {
    this.columns = columns
    this.rows = rows
  }
  write(text: string): void {
    this.written += text
    for (const [, control, final, character] of text.matchAll(/\p{Cc}\[([?\d]*)([A-Za-z])|(.)/gsu)) {
      if (final !== undefined) this.obey(control ?? '', final)
      else if (character === '\n') this.lines[(this.row += 1)] ??= ''
      else if (character !== '\r') this.lines[this.row] += character ?? ''
    }
  }
  private obey(control: string, final: string): void {
    if (final === 'A') {
      const top = Math.max(0, this.lines.length - this.rows)
      this.lost += Math.max(0, top - (this.row - Number(control)))
      this.row -= Number(control)
      for (let row = this.row; row < this.lines.length; row += 1) this.lines[row] = ''
    }
    if (control === '?25') this.cursorIsShown = final === 'h'
  }
  text = () => this.lines.join('\n').trimEnd()
}

const say = await sayIn('en')
const colourless = paintFor({ NO_COLOR: '1' })
const used = (stage: 'text' | 'resolve' | 'connect' | 'tls', id: string = stage) =>
  ({ id, stage, route: 'used' }) as const
const begin: DiagnosisLine = {
  line: 'begin',
  id: 'k3f9a2b7c1d8e4f6',
  startedAt: '2030-01-01T00:00:00Z',
  services: 'https://services.example',
  plan: [used('text'), used('resolve'), used('connect'), used('tls')],
}
const ended = (
  planned: ReturnType<typeof used>,
  facts = {},
  cause: 'connect-timeout' | null = null,
): DiagnosisLine => ({
  line: 'step',
  ...planned,
  outcome: cause ? 'failed' : 'passed',
  ms: 12,
  cause,
  facts,
})

const LINES: DiagnosisLine[] = [
  begin,
  { line: 'start', ...used('text') },
  ended(used('text'), { finding: 'clean', length: '292' }),
  { line: 'start', ...used('resolve') },
  ended(used('resolve'), { host: 'services.example', ipv4: '192.0.2.1', ipv6: '2001:db8::1' }),
  { line: 'start', ...used('connect', 'connect:192.0.2.1') },
  { line: 'start', ...used('connect', 'connect:2001:db8::1') },
  ended(used('connect', 'connect:192.0.2.1'), { address: '192.0.2.1' }),
  ended(used('connect', 'connect:2001:db8::1'), { address: '2001:db8::1' }, 'connect-timeout'),
]
const TLS = ended(used('tls'), { issuer: `\u001b[2J${'FortiGate 机器 '.repeat(20)}`, 'tls-version': 'TLSv1.3' })

test('the tree fills in, in place', () => {
  const terminal = new Terminal(80, 30)
  const live = liveTree(terminal, colourless, say)
  for (const line of LINES.slice(0, -1)) live.show(line)
  expect(terminal.text()).toBe(
    [
      'Diagnosis of https://services.example',
      '├─ ✓ Key text               12 ms  clean, Characters 292',
      '├─ ✓ Resolve the name       12 ms  services.example, 192.0.2.1, 2001:db8::1',
      '├─ ⠋ Connect',
      '│  ├─ ✓ 192.0.2.1           12 ms',
      '│  └─ ⠋ 2001:db8::1',
      '└─ · Encrypt',
    ].join('\n'),
  )
  vi.advanceTimersByTime(100)
  expect(terminal.text()).toContain('└─ ⠙ 2001:db8::1')
  expect(terminal.cursorIsShown).toBe(false)
  live.show(LINES.at(-1) ?? begin)
  live.show(TLS)
  live.stop()
  expect(terminal.text().split('\n')).toHaveLength(7)
  expect(terminal.text()).toContain('│  └─ ✗ 2001:db8::1         12 ms  connect-timeout')
  expect([terminal.cursorIsShown, vi.getTimerCount()]).toEqual([true, 0])
})

test.each([20, 40, 61, 80, 200])(
  'no line is wider than a terminal of %i columns, whatever came over the wire',
  (columns) => {
    const terminal = new Terminal(columns, 30)
    const live = liveTree(terminal, colourless, say)
    for (const line of [...LINES, TLS]) live.show(line)
    live.stop()
    // Han takes two columns a character
    for (const line of terminal.text().split('\n'))
      expect(line.replaceAll(/\p{Script=Han}/gu, '__').length).toBeLessThan(columns)
    expect(terminal.written).not.toContain('\u001b[2J')
  },
)

test('a low window shows the end while it runs, and all of it afterwards', () => {
  const terminal = new Terminal(80, 4)
  const live = liveTree(terminal, colourless, say)
  for (const line of [...LINES, TLS]) live.show(line)
  expect([terminal.text().split('\n').length, terminal.lost]).toEqual([3, 0])
  live.stop()
  expect([terminal.text().split('\n').length, terminal.lost]).toEqual([7, 0])
})

test('colours are for those who want them', () => {
  const colourful = new Terminal(80, 30)
  const live = liveTree(colourful, paintFor({}), say)
  for (const line of LINES) live.show(line)
  live.stop()
  expect(colourful.written).toContain('\u001b[32m✓')
  expect(paintFor({ NO_COLOR: '1' })('bad', 'x')).toBe('x')
  expect(paintFor({ NO_COLOR: '' })('bad', 'x')).toBe('\u001b[31mx\u001b[39m')
})
