import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { MAX_PASTE_CHARACTERS } from '#domain/text-encoding.ts'
import type { REQUEST_CODES } from '#contract/problem.ts'

type RequestCode = (typeof REQUEST_CODES)[number]

/** What the gateway refuses about a request itself. Causes have their own catalogue. */
export const REQUEST_WORDS: Record<RequestCode, MessageDescriptor> = {
  'json-unreadable': msg`Latchkey’s server could not read what this page sent. Reload the page and try again.`,
  'request-invalid': msg`Latchkey’s server does not accept this entry. Check the fields and try again.`,
  'media-type-unsupported': msg`Latchkey’s server could not read what this page sent. Reload the page and try again.`,
  'body-too-large': msg`That is more than Latchkey’s server accepts in one request. A registration key is far shorter.`,
  'instance-unknown': msg`There is no such instance. It may have been removed.`,
  'instance-exists': msg`Another instance already has this identifier. Choose another one.`,
  'instance-built-in': msg`Practice is built in and cannot be removed or added again.`,
  'changed-meanwhile': msg`This was changed in the meantime, in another window or by somebody else. Nothing was done: check what is there now.`,
  'key-not-verified': msg`GLPI Network has not accepted the new key, so the saved one was kept.`,
  'former-key-unknown': msg`This key can no longer be put back: its seven days are over, or the settings have changed since.`,
  'recipient-unknown': msg`There is no such recipient. It may have been removed.`,
  'route-unknown': msg`Latchkey’s server does not know this request. Reload the page: it may be older than the server.`,
  'method-not-allowed': msg`Latchkey’s server does not know this request. Reload the page: it may be older than the server.`,
  'too-many-streams': msg`Too many windows are open. Close some of them.`,
  'too-many-tries': msg`Too many attempts. Wait a minute, and try again.`,
  'too-many-checks': msg`Too many checks at once. Wait a minute, and try again.`,
  'invitation-over': msg`This page is not shown any more. Ask for a new link or code.`,
  'not-on-screen': msg`This is not on the page any more.`,
  'sign-in-required': msg`You are signed out. Open a new sign-in link to continue.`,
  'sign-in-link-spent': msg`This sign-in link was already used, or has expired.`,
  'admin-required': msg`Only an administrator can do this. Ask one to do it, or to make you a link with “latchkey invite”.`,
  'role-required': msg`Your role does not allow this. Ask an administrator to do it, or to give you another role.`,
  'person-unknown': msg`This session or invitation is over already.`,
  'sign-in-not-offered': msg`This way to sign in is not set up here.`,
  'no-right-in-glpi': msg`GLPI knows you, but your default profile there has no right to its setup. Ask a GLPI administrator to give that profile “Setup”: Read to look at Latchkey, Update to administer it.`,
  'oauth-needed': msg`This GLPI is now a version 11, where people sign in on its own page. Ask an administrator of Latchkey to enter its OAuth client in the instance’s settings.`,
  'address-refused': msg`Latchkey never connects to this address: it is link-local, or belongs to the services of a cloud platform. Write GLPI’s own address.`,
  'console-not-allowed': msg`This Latchkey runs no commands. A server administrator can allow them with LATCHKEY_CONSOLE=on.`,
  'instance-managed': msg`The platform holds the key of this instance; there is nothing to save here.`,
  'secret-unreadable': msg`Latchkey cannot decrypt what it has saved here: its encryption key file was another one then. Put that file back from your backup, or enter the key and the connection again.`,
  'disk-full': msg`The disk of Latchkey’s server is full, so nothing was stored. Ask its administrator to make room.`,
  'storage-failed': msg`The storage of Latchkey’s server failed, and it is unknown whether this was stored. Reload the page to see.`,
  'key-not-for-practice': msg`This looks like a real key, and this is practice: nothing was sent or saved. Add your GLPI, and use the key there.`,
  'origin-refused': msg`The request came from an address other than Latchkey’s own, so it was refused. Open the address that the server prints.`,
  'host-refused': msg`Latchkey does not go by the name in this address. Open its own address, or ask a server administrator to set LATCHKEY_PUBLIC_URL.`,
  'text-too-long': msg`More than ${MAX_PASTE_CHARACTERS} characters are not accepted. A registration key is far shorter.`,
  'file-unreadable': msg`The file could not be read.`,
  'usage-invalid': msg`Latchkey’s server does not accept this entry. Check the fields and try again.`,
  'setting-invalid': msg`A setting of Latchkey’s server is wrong; its log says which.`,
  'not-ready': msg`Latchkey’s server cannot save anything at the moment; its log says why.`,
  unexpected: msg`Latchkey’s server had an unexpected error. Nothing already stored was lost; its log says more.`,
}
