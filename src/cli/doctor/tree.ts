import cliTruncate from 'cli-truncate'
import { chainsOf, type ChainLink, type LinkStatus, type LinkAttempt } from '#contract/diagnosis-links.ts'
import type { DiagnosisProgress } from '#contract/diagnosis-run.ts'
import { ROUTE_WORDS, STAGE_WORDS } from '#contract/step-words.ts'
import { clockLine } from './clock-line.ts'
import type { Paint, TerminalTone } from './paint.ts'
import { durationText } from './duration-text.ts'
import { factsSentence } from './facts-sentence.ts'
import { CLI_WORDS } from '../cli-words.ts'
import type { Say } from '../language.ts'

export type TreeStyle = {
  /** Columns of the terminal. */
  columns: number
  paint: Paint
  say: Say
  /** Sign of what is being tried. */
  spinner: string
  /** Whether more lines may come. */
  isOn: boolean
}

const SIGNS: Record<Exclude<LinkStatus, 'trying'>, [sign: string, tone: TerminalTone]> = {
  passed: ['✓', 'good'],
  failed: ['✗', 'bad'],
  'not-reached': ['·', 'faint'],
  'not-needed': ['·', 'faint'],
  waiting: ['·', 'faint'],
  left: ['·', 'faint'],
}

const NAME_COLUMNS = 20
const TIME_COLUMNS = 7

type Row = { lead: string; standing: LinkStatus; name: string; trial: LinkAttempt | null }

/** The progress of a diagnosis, one branch for each path. No line is wider than the terminal. */
export function treeOf(run: DiagnosisProgress, style: TreeStyle): string[] {
  const { paint, say, columns } = style
  const { begun, clocks } = run
  const head = begun
    ? [paint('strong', cliTruncate(say(CLI_WORDS.diagnosisOf, { services: begun.services }), columns))]
    : []
  const branches = chainsOf(run, style.isOn).flatMap(({ route, links }) => {
    const title = route === 'used' ? [] : [paint('strong', cliTruncate(say(ROUTE_WORDS[route]), columns))]
    return title.concat(rowsOf(say, links).map((row) => drawRow(row, style)))
  })
  const readings = clocks.map((reading) =>
    paint('faint', cliTruncate(`   ${say(CLI_WORDS.clockOf, { reading: clockLine(say, reading) })}`, columns)),
  )
  return [...head, ...branches, ...readings]
}

function rowsOf(say: Say, links: ChainLink[]): Row[] {
  return links.flatMap(({ stage, standing, trials }, index) => {
    const isLast = index === links.length - 1
    const [only] = trials
    const name = say(STAGE_WORDS[stage])
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

function drawRow({ lead, standing, name, trial }: Row, { columns, paint, say, spinner }: TreeStyle): string {
  const [sign, tone]: [string, TerminalTone] = standing === 'trying' ? [spinner, 'plain'] : SIGNS[standing]
  const step = trial?.step ?? null
  const ms = step?.ms ?? null
  const start = `${lead} `
  const padded = name.padEnd(NAME_COLUMNS - Math.max(0, lead.length - 2))
  const time = (ms === null ? '' : durationText(say, ms)).padStart(TIME_COLUMNS)
  const left = columns - start.length - 2
  const text = cliTruncate(`${padded} ${time}  ${step ? factsSentence(say, step) : ''}`.trimEnd(), left)
  const quiet = tone === 'faint' ? 'faint' : standing === 'failed' ? 'strong' : 'plain'
  return `${paint('faint', start)}${paint(tone, sign)} ${paint(quiet, text)}`
}
