import type { Planned } from '#domain/diagnosis.ts'
import type { Route } from '../question.ts'
import { plannedOn } from './reach-steps.ts'

const USED = ['text', 'resolve', 'connect', 'proxy', 'tls', 'http', 'json', 'contract', 'verdict', 'large'] as const
const DIRECT = ['resolve', 'connect', 'tls'] as const

/** The steps that are known beforehand. `connect` stands for one step an address: it ends by itself only when there is none. */
export const planOf = ({ proxy }: Route): Planned[] => [
  ...USED.map((stage) => plannedOn('used', stage)),
  ...(proxy === null ? [] : DIRECT.map((stage) => plannedOn('direct', stage))),
]
