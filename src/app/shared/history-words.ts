import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { HistoryEntry } from '#contract/history.ts'

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

/** Who set it off. Nobody has a name here: a sign-in has a number and a role. */
export function actorWords({ trigger, signIn }: Pick<HistoryEntry, 'trigger' | 'signIn'>): MessageDescriptor {
  if (trigger === 'schedule') return msg`Latchkey, by itself`
  if (signIn === null) return trigger === null ? msg`Not recorded` : msg`A person`
  const { number, role } = signIn
  return role === 'admin' ? msg`Administrator, sign-in ${number}` : msg`Viewer, sign-in ${number}`
}
