import type { StoreFact, Tables } from './store/schema.ts'

/** The places that the secrets of an instance are bound to; a key is bound to the id itself. */
export const connectionPlace = (id: string): string => `connection:${id}`
export const proxyPlace = (id: string): string => `proxy:${id}`
export const targetPlace = (id: string): string => `notice recipient ${id}`
export const glpiSignInPlace = (id: string): string => `sign-in by ${id}`
export const glpiSessionPlace = (signIn: string | number): string => `session by GLPI ${signIn}`
export const MAIL_PLACE = 'mail server'
export const CANARY_PLACE = 'canary'

export type SealedColumn = {
  table: keyof Tables
  column: string
  /** What `place` takes. */
  id: string
  place: (id: string) => string
}

/** Every column with sealed texts. What is not in this list cannot be opened after the next `rotate`. */
export const SEALED_COLUMNS: readonly SealedColumn[] = [
  { table: 'registrations', column: 'sealed_key', id: 'instance_id', place: (id) => id },
  { table: 'former_keys', column: 'sealed_key', id: 'instance_id', place: (id) => id },
  { table: 'glpis', column: 'sealed_connection', id: 'instance_id', place: connectionPlace },
  { table: 'glpis', column: 'sealed_proxy', id: 'instance_id', place: proxyPlace },
  { table: 'notice_recipients', column: 'sealed_target', id: 'id', place: targetPlace },
  { table: 'glpi_sign_ins', column: 'sealed_settings', id: 'instance_id', place: glpiSignInPlace },
  { table: 'glpi_sessions', column: 'sealed_hold', id: 'sign_in_id', place: glpiSessionPlace },
]

/** The place of a fact that is sealed; null for one that is not. */
export const FACT_PLACES: Record<StoreFact, string | null> = {
  canary: CANARY_PLACE,
  mail: MAIL_PLACE,
  address: null,
  calendar: null,
  key: null,
  'former-keys': null,
  ready: null,
}
