import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { MailTls, NoticeFault, RecipientKind, TroubleSeverity } from '#contract/notices.ts'
import type { Rung } from '#domain/expiry.ts'

/** Over an address in plain HTTP goes no key, but all of this. */
export const UNENCRYPTED_TARGET = msg`This address is not encrypted: the messages, and any token or secret in the address, can be read on their way there. Use https:// if you can.`

/** What each kind takes as its address. */
export const TARGET_HINTS: Record<RecipientKind, MessageDescriptor> = {
  email: msg`One address; add a recipient for each person`,
  webhook: msg`The address that takes Latchkey’s own messages as JSON, signed as Standard Webhooks describes`,
  teams: msg`The address of a Teams workflow that begins when a webhook request is received`,
  slack: msg`The address of an incoming webhook of Slack`,
  mattermost: msg`The address of an incoming webhook of Mattermost`,
  ntfy: msg`The address of a topic, such as https://ntfy.example/glpi`,
  'glpi-ticket': msg`The address of GLPI’s REST API, ending with apirest.php`,
}

export const SECRET_NAMES: Partial<Record<RecipientKind, MessageDescriptor>> = {
  webhook: msg`Signing secret`,
  ntfy: msg`Access token`,
  'glpi-ticket': msg`Personal API token`,
}

export const SECRET_HINTS: Partial<Record<RecipientKind, MessageDescriptor>> = {
  webhook: msg`The receiver proves with it that a message comes from here; one that begins with whsec_ is base64`,
  ntfy: msg`Only if the topic asks for one`,
  'glpi-ticket': msg`Of the account that opens the tickets: “API token” in its preferences`,
}

export const RUNG_NAMES: Record<`${Rung}`, MessageDescriptor> = {
  60: msg`60 days`,
  30: msg`30 days`,
  14: msg`14 days`,
  7: msg`7 days`,
  3: msg`3 days (trials)`,
  1: msg`1 day`,
  0: msg`on the day`,
  ended: msg`after the end`,
}

export const TROUBLE_NAMES: Record<TroubleSeverity, MessageDescriptor> = {
  critical: msg`Critical: the key is refused, or GLPI cannot read it`,
  warning: msg`Warning: another key in GLPI, a wrong clock, no answer for days`,
}

export const TLS_NAMES: Record<MailTls, MessageDescriptor> = {
  starttls: msg`STARTTLS (port 587)`,
  tls: msg`TLS from the start (port 465)`,
  none: msg`Not encrypted (port 25)`,
}

export const FAULT_WORDS: Record<NoticeFault, MessageDescriptor> = {
  'mail-not-set-up': msg`No mail server is set up.`,
  'name-not-found': msg`The name of the server cannot be found.`,
  'connect-refused': msg`Nothing accepts connections there. Check the host and the port.`,
  'no-answer': msg`There was no answer in time.`,
  'cut-off': msg`The connection was cut before the message was taken.`,
  tls: msg`No encrypted connection could be made.`,
  proxy: msg`The proxy that leads outside did not let it through.`,
  'address-refused': msg`Latchkey never connects to this address: it is link-local, or belongs to the services of a cloud platform.`,
  redirected: msg`The answer leads to another address, and no redirect is followed. Enter the address that it leads to.`,
  'sign-in-refused': msg`The sign-in was refused. Check the user and the password or token.`,
  refused: msg`The message was refused.`,
  unknown: msg`The message was not taken.`,
}
