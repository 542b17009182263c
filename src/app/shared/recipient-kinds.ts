import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { RecipientKind } from '#contract/notices.ts'

export const KIND_NAMES: Record<RecipientKind, MessageDescriptor> = {
  email: msg`E-mail`,
  webhook: msg`Webhook, signed`,
  teams: msg`Microsoft Teams`,
  slack: msg`Slack`,
  mattermost: msg`Mattermost`,
  ntfy: msg`ntfy`,
  'glpi-ticket': msg`Ticket in a GLPI`,
}
