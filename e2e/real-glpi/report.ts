import type { Finding } from './judge.ts'
import type { Speaker } from './latchkey.ts'

/** What one command claimed in one condition, and what was so. */
export type Cell = {
  glpi: string
  /** Where it was said. */
  speaker: Speaker
  method: string
  condition: string
  step: string
  claim: string
  truth: string
  /** The finding of a cell that the run could not judge is its own contradiction. */
  findings: readonly (Finding | { kind: 'run' | 'not-built'; words: string })[]
}

export const isBad = ({ findings }: Cell): boolean =>
  findings.some(({ kind }) => kind === 'more' || kind === 'blame' || kind === 'run')

const WORDS = {
  more: 'claims more',
  blame: 'blames',
  less: 'less',
  run: 'the run contradicts itself',
  'not-built': 'not built',
}

const verdictOf = (cell: Cell): string => {
  const found = cell.findings.map(({ kind, words }) =>
    kind === 'not-built' ? WORDS[kind] : `${WORDS[kind]}: ${words}`,
  )
  return found.length === 0 ? 'ok' : `${isBad(cell) ? '**bad** ' : ''}${found.join('; ')}`
}

const inCell = (text: string): string => text.replaceAll('|', '\\|').replace(/\s+/g, ' ').slice(0, 300)

const rowOf = (words: readonly string[]): string => `| ${words.map(inCell).join(' | ')} |`

export const HEAD = [
  rowOf(['GLPI', 'said by', 'method', 'condition', 'step', 'Latchkey claims', 'what is so', 'verdict']),
  rowOf(['---', '---', '---', '---', '---', '---', '---', '---']),
]

export const lineOf = (cell: Cell): string =>
  rowOf([cell.glpi, cell.speaker, cell.method, cell.condition, cell.step, cell.claim, cell.truth, verdictOf(cell)])

/** The count at the end, and the bad ones once more by GLPI, condition and method. */
export function summaryOf(cells: readonly Cell[]): string[] {
  const count = (of: (cell: Cell) => boolean) => cells.filter(of).length
  const bad = cells.filter(isBad)
  const notBuilt = count(({ findings }) => findings.some(({ kind }) => kind === 'not-built'))
  const less = count((cell) => !isBad(cell) && cell.findings.some(({ kind }) => kind === 'less'))
  const where = new Map<string, number>()
  for (const { glpi, condition } of bad) {
    const name = `${glpi}, ${condition}`
    where.set(name, (where.get(name) ?? 0) + 1)
  }
  return [
    `${cells.length} cells: ${bad.length} bad, ${less} claim less than they could, ${notBuilt} not built.`,
    ...[...where].map(([name, some]) => `- ${name}: ${some}`),
  ]
}
