import type { Connection } from '#contract/connection.ts'
import type { Claim, Operation } from './claim.ts'

/** One of the places where Latchkey says something of a GLPI. */
export type Latchkey = {
  /** From now on it comes in by this connection. */
  connect(connection: Connection): Promise<void>
  /** `key` is the one that the GLPI is to hold. */
  ask(operation: Operation, key: string): Promise<Claim>
}

export const SPEAKERS = ['command line', 'panel'] as const
export type Speaker = (typeof SPEAKERS)[number]
