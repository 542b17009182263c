import { chainsOf, type Link, type Standing, type Trial } from '#contract/diagnosis-links.ts'
import type { Run } from '#contract/diagnosis-run.ts'
import { ROUTE_WORDS, STAGE_WORDS } from '#contract/step-words.ts'
import { clockLine } from './clock-line.ts'
import type { Paint, Tone } from './paint.ts'
import { seenIn } from './seen.ts'
import { fitted } from './text-width.ts'
import { took } from './took.ts'

export type Look = {
  /** Columns of the terminal. */
  columns: number
  paint: Paint
  /** Sign of what is being tried. */
  spinner: string
  /** Whether more lines may come. */
  isOn: boolean
}

const SIGNS: Record<Exclude<Standing, 'trying'>, [sign: string, tone: Tone]> = {
  passed: ['✓', 'good'],
  failed: ['✗', 'bad'],
  'not-reached': ['·', 'faint'],
  'not-needed': ['·', 'faint'],
  waiting: ['·', 'faint'],
  left: ['·', 'faint'],
}

const NAME_COLUMNS = 20
const TIME_COLUMNS = 7

type Row = { lead: string; standing: Standing; name: string; trial: Trial | null }

/** A diagnosis as far as it has come, a branch for each way; no line is wider than the terminal. */
export function treeOf(run: Run, look: Look): string[] {
  const { paint, columns } = look
  const { begun, clocks } = run
  const head = begun ? [paint('strong', fitted(`Diagnosis of ${begun.services}`, columns))] : []
  const ways = chainsOf(run, look.isOn).flatMap(({ route, links }) => {
    const title = route === 'used' ? [] : [paint('strong', fitted(ROUTE_WORDS[route].message, columns))]
    return title.concat(rowsOf(links).map((row) => drawn(row, look)))
  })
  const read = clocks.map((reading) => paint('faint', fitted(`   Clock: ${clockLine(reading)}`, columns)))
  return [...head, ...ways, ...read]
}

function rowsOf(links: Link[]): Row[] {
  return links.flatMap(({ stage, standing, trials }, index) => {
    const isLast = index === links.length - 1
    const [only] = trials
    const name = STAGE_WORDS[stage].message
    const row = { lead: isLast ? '└─' : '├─', standing, name }
    if (trials.length === 1 && only && !only.step?.facts.address) return [{ ...row, trial: only }]
    const below = trials.map((trial, at) => ({
      lead: `${isLast ? ' ' : '│'}  ${at === trials.length - 1 ? '└─' : '├─'}`,
      standing: trial.standing,
      name: trial.step?.facts.address ?? trial.id.split(':').slice(1).join(':'),
      trial,
    }))
    return [{ ...row, trial: null }, ...below]
  })
}

function drawn({ lead, standing, name, trial }: Row, { columns, paint, spinner }: Look): string {
  const [sign, tone]: [string, Tone] = standing === 'trying' ? [spinner, 'plain'] : SIGNS[standing]
  const step = trial?.step ?? null
  const ms = step?.ms ?? null
  const start = `${lead} `
  const padded = name.padEnd(NAME_COLUMNS - Math.max(0, lead.length - 2))
  const time = (ms === null ? '' : took(ms)).padStart(TIME_COLUMNS)
  const left = columns - start.length - 2
  const text = fitted(`${padded} ${time}  ${step ? seenIn(step) : ''}`.trimEnd(), left)
  const quiet = tone === 'faint' ? 'faint' : standing === 'failed' ? 'strong' : 'plain'
  return `${paint('faint', start)}${paint(tone, sign)} ${paint(quiet, text)}`
}
