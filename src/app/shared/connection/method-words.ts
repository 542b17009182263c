import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { MethodKind } from '#domain/storage.ts'

type Words = { does: MessageDescriptor; proves: MessageDescriptor }

/** What each way takes, and what it can prove. */
export const METHOD_WORDS: Record<MethodKind, Words> = {
  rest: {
    does: msg`GLPI 9.5 to 11, over HTTP, with an account that may change the setup.`,
    proves: msg`Proves that a key it has just written was stored.`,
  },
  'rest-v2': {
    does: msg`GLPI 11, over HTTP, with an OAuth client and an account.`,
    proves: msg`Proves nothing by itself: GLPI says “accepted”, and shows no more.`,
  },
  console: {
    does: msg`GLPI’s own commands on its own machine: here, over ssh, or in a container.`,
    proves: msg`Proves by decrypting what is stored, and sees the machine itself: its clock, its folders, its encryption file.`,
  },
  database: {
    does: msg`MariaDB or MySQL, and a copy of GLPI’s encryption file.`,
    proves: msg`Proves by decrypting what is stored, and tells why GLPI could not.`,
  },
}
