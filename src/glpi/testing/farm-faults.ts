import { createHash } from 'node:crypto'

/**
 * What may be wrong with a GLPI. `error-500`: a page in place of every answer. `hang-up`: connections are closed without one.
 * `drop-after-apply`: a write is done, and its answer never comes; once only. `right-missing`: its account may only read.
 * `sign-in-refused`: its account is closed. `crypt-missing`: it cannot encrypt, and reports no error.
 */
export const FARM_FAULTS = [
  'error-500',
  'hang-up',
  'drop-after-apply',
  'right-missing',
  'sign-in-refused',
  'crypt-missing',
] as const
export type FarmFault = (typeof FARM_FAULTS)[number]

export type FaultPlan = {
  /** 0 to 1: the share of GLPIs that fail. */
  share: number
  /** The same seed, the same GLPIs. */
  seed: string
  /** Of these each that fails has one. */
  kinds: readonly FarmFault[]
}

export const NO_FAULTS: FaultPlan = { share: 0, seed: '', kinds: [] }

/** What is wrong with the GLPI of this number; the same whenever it is asked. */
export function faultOf({ share, seed, kinds }: FaultPlan, place: number): FarmFault | null {
  if (share === 0) return null
  const hash = createHash('sha256').update(`${seed}:${place}`).digest()
  if (hash.readUInt32BE(0) / 2 ** 32 >= share) return null
  return kinds[hash.readUInt32BE(4) % kinds.length] ?? null
}
