import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Role } from '#contract/roles.ts'

/** What a role is called, and what somebody with it may do. */
export const ROLE_WORDS: Record<Role, { name: MessageDescriptor; means: MessageDescriptor }> = {
  viewer: { name: msg`Viewer`, means: msg`Sees states, diagnoses, reports and the history.` },
  support: {
    name: msg`Support`,
    means: msg`Also checks a key without saving it. The session ends with the hours of the invitation.`,
  },
  operator: { name: msg`Operator`, means: msg`Also saves, replaces, removes and re-checks keys.` },
  admin: { name: msg`Administrator`, means: msg`Also instances, connections, settings, notices and people.` },
}
