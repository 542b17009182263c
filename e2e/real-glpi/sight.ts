import type { MethodKind } from '#domain/storage.ts'
import type { Condition } from './conditions.ts'
import type { Facts } from './truth.ts'

/** In these conditions a method cannot see what GLPI has stored: a claim about it was not observed. */
const BLIND: Partial<Record<Condition, readonly MethodKind[]>> = {
  'database-down': ['rest', 'rest-v2', 'console', 'database'],
  'php-down': ['rest', 'rest-v2'],
  maintenance: ['rest', 'rest-v2'],
  'api-off': ['rest', 'rest-v2'],
  'right-missing': ['rest', 'rest-v2'],
}

export const isBlind = ({ condition, kinds }: Facts): boolean =>
  kinds.every((kind) => BLIND[condition]?.includes(kind) ?? false)
