import type { DiagnosisLine } from '#contract/diagnosis.ts'
import { OUTCOME_WORDS, STAGE_WORDS } from '#contract/step-words.ts'
import type { Route, Step } from '#domain/diagnosis.ts'
import { clockLine } from './clock-line.ts'
import { durationText } from './duration-text.ts'
import { factsSentence } from './facts-sentence.ts'
import { CLI_WORDS } from '../cli-words.ts'
import type { Say } from '../language.ts'

const PREFIX = { direct: CLI_WORDS.directly, host: CLI_WORDS.onGlpisMachine, glpi: CLI_WORDS.towardsGlpi }

/** For a pipe or a log: one line for each step, when it ends. null: nothing to print. */
export function plainLine(say: Say, said: DiagnosisLine): string | null {
  if (said.line === 'begin') return say(CLI_WORDS.diagnosisLine, { id: said.id, services: said.services })
  if (said.line === 'clock') return `${say(CLI_WORDS.clock).padEnd(12)} ${clockLine(say, said)}`
  return said.line === 'step' ? stepLine(say, said) : null
}

function stepLine(say: Say, step: Step): string {
  const { stage, route, outcome, ms, facts } = step
  const name = `${prefixOf(say, route)}${say(STAGE_WORDS[stage])}${facts.address ? ` ${facts.address}` : ''}`
  const parts = [say(OUTCOME_WORDS[outcome]).padEnd(12), name, ...(ms === null ? [] : [`(${durationText(say, ms)})`])]
  const seen = factsSentence(say, step)
  return `${parts.join(' ')}${seen === '' ? '' : `: ${seen}`}`
}

const prefixOf = (say: Say, route: Route): string => (route === 'used' ? '' : `${say(PREFIX[route])} `)
