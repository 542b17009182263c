import type { DiagnosisLine } from '#contract/diagnosis.ts'
import { OUTCOME_WORDS, STAGE_WORDS } from '#contract/step-words.ts'
import type { Route, Step } from '#domain/diagnosis.ts'
import { clockLine } from './clock-line.ts'
import { factsSentence } from './facts-sentence.ts'
import { durationText } from './duration-text.ts'

const BESIDE: Record<Route, string> = { used: '', direct: 'directly: ', host: 'on GLPI’s machine: ', glpi: 'GLPI: ' }

/** For a pipe or a log: one line a step, as it ends; null for what is no line of its own. */
export function plainLine(said: DiagnosisLine): string | null {
  if (said.line === 'begin') return `diagnosis ${said.id} of ${said.services}`
  if (said.line === 'clock') return `clock        ${clockLine(said)}`
  return said.line === 'step' ? stepLine(said) : null
}

function stepLine(step: Step): string {
  const { stage, route, outcome, ms, facts } = step
  const name = `${BESIDE[route]}${STAGE_WORDS[stage].message}${facts.address ? ` ${facts.address}` : ''}`
  const parts = [OUTCOME_WORDS[outcome].message.padEnd(12), name, ...(ms === null ? [] : [`(${durationText(ms)})`])]
  const seen = factsSentence(step)
  return `${parts.join(' ')}${seen === '' ? '' : `: ${seen}`}`
}
