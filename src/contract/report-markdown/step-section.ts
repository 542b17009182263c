import { FACTS, ROUTES, type Facts, type Route, type Step } from '#domain/diagnosis.ts'
import { FACT_WORDS } from '../fact-words.ts'
import { code, table, type TranslateWords } from '../markdown.ts'
import { LABEL } from '../report-words.ts'
import { OUTCOME_WORDS, REASON_WORDS, ROUTE_WORDS, STAGE_WORDS } from '../step-words.ts'

/** One table for each route that was tested. */
export function stepSection(steps: readonly Step[], say: TranslateWords): string {
  const routes = ROUTES.filter((route) => steps.some((step) => step.route === route))
  return [`## ${say(LABEL.chain)}`, ...routes.flatMap((route) => routeTable(route, steps, say))].join('\n\n')
}

function routeTable(route: Route, steps: readonly Step[], say: TranslateWords): string[] {
  const head = [LABEL.step, LABEL.outcome, LABEL.time, LABEL.cause, LABEL.seen].map(say)
  const rows = steps.filter((step) => step.route === route).map((step) => row(step, say))
  return [`### ${say(ROUTE_WORDS[route])}`, table(head, rows)]
}

const row = ({ stage, outcome, ms, cause, facts }: Step, say: TranslateWords): string[] => [
  say(STAGE_WORDS[stage]),
  outcome === 'failed' ? `**${say(OUTCOME_WORDS.failed)}**` : say(OUTCOME_WORDS[outcome]),
  ms === null ? '' : `${ms} ms`,
  cause === null ? '' : code(cause),
  seen(facts, say),
]

function seen(facts: Facts, say: TranslateWords): string {
  const shown = FACTS.flatMap((fact) => {
    const value = facts[fact]
    if (value === undefined) return []
    if (fact === 'reason') return [reason(value, say)]
    return [`${say(FACT_WORDS[fact])}: ${code(value) || '–'}`]
  })
  return shown.join('; ')
}

function reason(value: string, say: TranslateWords): string {
  const words = Object.entries(REASON_WORDS).find(([known]) => known === value)?.[1]
  return words ? say(words) : code(value)
}
