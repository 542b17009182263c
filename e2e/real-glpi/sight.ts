import type { WayKind } from '#domain/storage.ts'
import type { Condition } from './conditions.ts'
import type { Facts } from './truth.ts'

/** In these conditions nothing of what GLPI has stored can be seen by a method; what is said of it all the same was not observed. */
const BLIND: Partial<Record<Condition, readonly WayKind[]>> = {
  'database-down': ['rest', 'rest-v2', 'console', 'database'],
  'php-down': ['rest', 'rest-v2'],
  maintenance: ['rest', 'rest-v2'],
  'api-off': ['rest', 'rest-v2'],
  'right-missing': ['rest', 'rest-v2'],
}

export const isBlind = ({ condition, kinds }: Facts): boolean =>
  kinds.every((kind) => BLIND[condition]?.includes(kind) ?? false)
