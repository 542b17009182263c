import type { Planned, Route as StepRoute, Stage } from '#domain/diagnosis.ts'
import type { NetworkPath } from '../question.ts'

const USED = ['text', 'resolve', 'connect', 'proxy', 'tls', 'http', 'json', 'contract', 'verdict', 'large'] as const
const DIRECT = ['resolve', 'connect', 'tls'] as const

/** `direct:` stands before the steps of the second way. */
export const plannedStep = (route: StepRoute, stage: Stage, of = ''): Planned => ({
  id: `${route === 'used' ? '' : `${route}:`}${stage}${of}`,
  stage,
  route,
})

/** The steps that are known beforehand. `connect` stands for one step an address: it ends as itself only when there is none. */
export const plannedSteps = ({ proxy }: NetworkPath): Planned[] => [
  ...USED.map((stage) => plannedStep('used', stage)),
  ...(proxy === null ? [] : DIRECT.map((stage) => plannedStep('direct', stage))),
]
