import type { Planned, Route as StepRoute, Stage } from '#domain/diagnosis.ts'
import type { NetworkPath } from '../question.ts'

const USED = ['text', 'resolve', 'connect', 'proxy', 'tls', 'http', 'json', 'contract', 'verdict', 'large'] as const
const DIRECT = ['resolve', 'connect', 'tls'] as const

/** Ids of steps on the direct path begin with `direct:`. */
export const plannedStep = (route: StepRoute, stage: Stage, of = ''): Planned => ({
  id: `${route === 'used' ? '' : `${route}:`}${stage}${of}`,
  stage,
  route,
})

/** The steps that are known before the run. `connect` becomes one step for each address, or stays one where there is no address. */
export const plannedSteps = ({ proxy }: NetworkPath): Planned[] => [
  ...USED.map((stage) => plannedStep('used', stage)),
  ...(proxy === null ? [] : DIRECT.map((stage) => plannedStep('direct', stage))),
]
