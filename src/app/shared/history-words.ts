import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { HistoryEntry } from '#contract/history.ts'
import type { Role } from '#contract/roles.ts'

const EVENTS: Record<HistoryEntry['event'], MessageDescriptor> = {
  saved: msg`Key saved`,
  replaced: msg`Key replaced`,
  removed: msg`Key removed`,
  restored: msg`Former key put back`,
  checked: msg`Checked`,
  'plugins-page-ask': msg`Plugins page: GLPI asks`,
  'plugins-page-replace': msg`Plugins page: replaced by the marketplace`,
  'plugins-page-never': msg`Plugins page: never replaced`,
  inspected: msg`GLPI inspected`,
  'settings-changed': msg`Settings changed`,
  dismissed: msg`Warning dismissed`,
}

export const eventWords = ({ event }: Pick<HistoryEntry, 'event'>): MessageDescriptor => EVENTS[event]

/** A sign-in without a name is shown with its number. */
const SIGN_INS: Record<Role, (number: number) => MessageDescriptor> = {
  viewer: (number) => msg`Viewer, sign-in ${number}`,
  support: (number) => msg`Support, sign-in ${number}`,
  operator: (number) => msg`Operator, sign-in ${number}`,
  admin: (number) => msg`Administrator, sign-in ${number}`,
}
const NAMED: Record<Role, (name: string) => MessageDescriptor> = {
  viewer: (name) => msg`${name} (viewer)`,
  support: (name) => msg`${name} (support)`,
  operator: (name) => msg`${name} (operator)`,
  admin: (name) => msg`${name} (administrator)`,
}

/** Who set it off. */
export function actorWords({ trigger, signIn }: Pick<HistoryEntry, 'trigger' | 'signIn'>): MessageDescriptor {
  if (trigger === 'schedule') return msg`Latchkey, by itself`
  if (signIn === null) return trigger === null ? msg`Not recorded` : msg`A person`
  return signInWords(signIn)
}

/** A person who was signed in. */
export const signInWords = ({ number, role, name }: NonNullable<HistoryEntry['signIn']>): MessageDescriptor =>
  name === null ? SIGN_INS[role](number) : NAMED[role](name)
