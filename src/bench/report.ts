import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { arch, cpus, loadavg, platform } from 'node:os'
import { dirname } from 'node:path'

export type Unit = 'x' | 'ms' | 'bytes' | 'MB' | ''

/** One measured quantity. */
export type Measurement = {
  what: string
  /** null: not measured, and `detail` says why. */
  value: number | null
  unit: Unit
  /** The most it may be; null where the design names no budget. */
  budget: number | null
  /** The same measured against itself in the same run: how far from 1 says how far `value` can be trusted. null for counts. */
  noise: number | null
  detail: string
}

export type Verdict = 'within' | 'over' | 'no budget' | 'not measured' | 'failed'
type Row = Measurement & { part: string; verdict: Verdict }

export type BenchReport = {
  add(row: Partial<Measurement> & Pick<Measurement, 'what' | 'value'>): void
  /** A line beside the figures. */
  note(line: string): void
}
/** Measures one part, and reports each quantity as soon as it is known. */
export type Bench = (report: BenchReport) => Promise<void>

const NOTHING_MORE: Omit<Measurement, 'what' | 'value'> = { unit: 'x', budget: null, noise: null, detail: '' }

const verdictOf = ({ value, budget }: Measurement): Verdict =>
  value === null ? 'not measured' : budget === null ? 'no budget' : value <= budget ? 'within' : 'over'

const DECIMALS: Record<Unit, number> = { x: 2, ms: 1, bytes: 0, MB: 1, '': 2 }

function worded(value: number | null, unit: Unit): string {
  if (value === null) return '–'
  const number = Number.isInteger(value) ? value : Number(value.toFixed(DECIMALS[unit]))
  return `${number.toLocaleString('en')}${unit === 'x' ? 'x' : unit && ` ${unit}`}`
}

/** What the figures were measured on. */
const machine = () => ({
  node: process.version,
  platform: `${platform()} ${arch()}`,
  processor: `${cpus().length} x ${cpus()[0]?.model.trim() ?? 'unknown'}`,
  /** Processes that wanted to run, over the last minute, as the run began and as it ended: anything but this run is a disturbance. */
  loadBefore: loadavg()[0] ?? 0,
  commit: commit(),
})

function commit(): string | null {
  try {
    return execFileSync('git', ['describe', '--always', '--dirty'], { encoding: 'utf8', stdio: 'pipe' }).trim()
  } catch {
    return null
  }
}

/** Collects what the parts measure. */
export function createRun() {
  const rows: Row[] = []
  const notes: { part: string; line: string }[] = []
  const startedAt = new Date().toISOString()
  const where = machine()
  const keep = (row: Row) => {
    rows.push(row)
    process.stdout.write(`${lineOf(row)}\n`)
  }
  return {
    /** Runs one part. One that fails is reported, and does not stop the others. */
    async run(part: string, bench: Bench): Promise<void> {
      process.stdout.write(`\n${part}\n`)
      try {
        await bench({
          note(line) {
            notes.push({ part, line })
            process.stdout.write(`    ${line}\n`)
          },
          add(measured) {
            const row = { ...NOTHING_MORE, ...measured }
            keep({ part, ...row, verdict: verdictOf(row) })
          },
        })
      } catch (error) {
        process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
        const [why = ''] = (error instanceof Error ? error.message : String(error)).split('\n')
        keep({ part, ...NOTHING_MORE, what: `${part} failed`, value: null, detail: why, verdict: 'failed' })
      }
    },

    /** Puts what was measured into the tables of the guide: those of the parts that were run. */
    writeGuide(): void {
      const taken = `Taken on ${startedAt.slice(0, 10)}: Node ${where.node}, ${where.processor}, ${where.platform}.`
      let page = readFileSync(GUIDE_PAGE, 'utf8')
      for (const [name, isIn] of GUIDE_TABLES) {
        const own = rows.filter(isIn)
        if (own.length > 0) page = withTable(page, name, `${taken}\n\n${tableOf(own)}`)
      }
      writeFileSync(GUIDE_PAGE, page)
    },

    /** Writes everything into one file, and prints it as a table. @returns whether all that was asked for was measured. */
    end(file: string): boolean {
      mkdirSync(dirname(file), { recursive: true })
      const whole = {
        startedAt,
        endedAt: new Date().toISOString(),
        ...where,
        loadAfter: loadavg()[0] ?? 0,
        rows,
        notes,
      }
      writeFileSync(file, `${JSON.stringify(whole, null, 2)}\n`)
      process.stdout.write(`\n${tableOf(rows)}\n\nWritten to ${file}.\n`)
      const failed = rows.filter(({ verdict }) => verdict === 'failed')
      for (const { part, detail } of failed) process.stderr.write(`FAILED: ${part}: ${detail}\n`)
      return failed.length === 0
    },
  }
}

const GUIDE_PAGE = 'src/docs/speed.md'
const GUIDE_TABLES: [name: string, isIn: (row: Row) => boolean][] = [
  ['budgets', ({ part }) => part !== 'page'],
  ['beside a real GLPI', ({ part }) => part === 'page'],
]

function withTable(page: string, name: string, table: string): string {
  const begin = `<!-- table: ${name} -->\n`
  const from = page.indexOf(begin) + begin.length
  const to = page.indexOf('<!-- end of table -->', from)
  if (!page.includes(begin) || to < 0) throw new Error(`${GUIDE_PAGE} has no place for the table "${name}"`)
  return `${page.slice(0, from)}\n${table}\n\n${page.slice(to)}`
}

const lineOf = (row: Row): string => {
  const { what, value, unit, budget, noise, detail, verdict } = row
  const facts = [
    budget === null ? null : `budget ${worded(budget, unit)}`,
    noise === null ? null : `A/A ${noise.toFixed(2)}`,
  ].filter((fact) => fact !== null)
  const judged = verdict === 'over' || verdict === 'failed' ? ` ${verdict.toUpperCase()}` : ''
  return `  ${what}: ${worded(value, unit)}${facts.length > 0 ? ` (${facts.join('; ')})` : ''}${judged}${detail && `; ${detail}`}`
}

/** As Markdown, so that it can be pasted into a page. */
function tableOf(rows: readonly Row[]): string {
  const cells = [
    ['what', 'measured', 'budget', 'A/A', ''],
    ...rows.map(({ what, value, unit, budget, noise, verdict }) => [
      what,
      worded(value, unit),
      budget === null ? '' : worded(budget, unit),
      noise === null ? '' : noise.toFixed(2),
      verdict === 'no budget' ? '' : verdict,
    ]),
  ]
  const widths = cells[0]?.map((_, column) => Math.max(3, ...cells.map((row) => row[column]?.length ?? 0))) ?? []
  const line = (row: string[]) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`
  return [line(cells[0] ?? []), rule, ...cells.slice(1).map(line)].join('\n')
}
