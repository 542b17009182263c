import type { Planned, Route as StepRoute, Stage } from '#domain/diagnosis.ts'
import type { Route } from '../question.ts'

const USED = ['text', 'resolve', 'connect', 'proxy', 'tls', 'http', 'json', 'contract', 'verdict', 'large'] as const
const DIRECT = ['resolve', 'connect', 'tls'] as const

/** `direct:` stands before the steps of the second way. */
export const plannedOn = (route: StepRoute, stage: Stage, of = ''): Planned => ({
  id: `${route === 'used' ? '' : `${route}:`}${stage}${of}`,
  stage,
  route,
})

/** The steps that are known beforehand. `connect` stands for one step an address: it ends as itself only when there is none. */
export const planOf = ({ proxy }: Route): Planned[] => [
  ...USED.map((stage) => plannedOn('used', stage)),
  ...(proxy === null ? [] : DIRECT.map((stage) => plannedOn('direct', stage))),
]
