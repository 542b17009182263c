import { ROUTES, STAGES, type Outcome, type Route, type Stage, type Step, type StepId } from '#domain/diagnosis.ts'
import type { DiagnosisProgress } from './diagnosis-run.ts'

/** Beside the outcomes: `waiting` for its turn, `trying` now, and `left` by a run that was cancelled or broke off. */
export type LinkStatus = Outcome | 'waiting' | 'trying' | 'left'

export type LinkAttempt = { id: StepId; standing: LinkStatus; step: Step | null }

/** One link of the chain. Only connecting has several trials: one an address. */
export type ChainLink = { stage: Stage; standing: LinkStatus; trials: LinkAttempt[] }

export type Chain = { route: Route; links: ChainLink[] }

/** The chains of a run, one a route. @param isOn whether more lines may come. */
export function chainsOf(run: DiagnosisProgress, isOn: boolean): Chain[] {
  return ROUTES.map((route) => ({ route, links: linksOf(run, route, isOn) })).filter(({ links }) => links.length > 0)
}

function linksOf(run: DiagnosisProgress, route: Route, isOn: boolean): ChainLink[] {
  return STAGES.flatMap((stage) => {
    const trials = run.planned
      .filter((planned) => planned.route === route && planned.stage === stage)
      .map(({ id }) => trialOf(run, id, isOn))
    if (trials.length === 0) return []
    // the planned `connect` gives way to `connect:192.0.2.44` and the like
    const shown = trials.filter(({ id }) => !trials.some((other) => other.id.startsWith(`${id}:`)))
    return [{ stage, standing: standingOf(shown), trials: shown }]
  })
}

function trialOf({ steps, trying }: DiagnosisProgress, id: StepId, isOn: boolean): LinkAttempt {
  const step = steps.find((ended) => ended.id === id) ?? null
  const standing = step?.outcome ?? (isOn ? (trying.includes(id) ? 'trying' : 'waiting') : 'left')
  return { id, standing, step }
}

/** A link holds when one of its trials did: the path continues through the first address that answers. */
const STRONGEST: readonly LinkStatus[] = ['trying', 'passed', 'failed', 'waiting', 'left', 'not-needed', 'not-reached']

const standingOf = (trials: LinkAttempt[]): LinkStatus =>
  STRONGEST.find((standing) => trials.some((trial) => trial.standing === standing)) ?? 'waiting'

/** How far a run is: links that are through, of all; and the one that is being tried. */
export function progressOf(chains: Chain[]): { done: number; total: number; now: ChainLink | null } {
  const links = chains.flatMap((chain) => chain.links)
  return {
    done: links.filter(({ standing }) => standing !== 'waiting' && standing !== 'trying').length,
    total: links.length,
    now: links.find(({ standing }) => standing === 'trying') ?? null,
  }
}
