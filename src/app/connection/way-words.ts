import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { WayKind } from '#domain/storage.ts'

type Words = { name: MessageDescriptor; does: MessageDescriptor; proves: MessageDescriptor }

/** The ways into a GLPI, and what each can prove. */
export const WAY_WORDS: Record<WayKind, Words> = {
  rest: {
    name: msg`Legacy REST API`,
    does: msg`GLPI 9.5 to 11, over HTTP, with an account that may change the setup.`,
    proves: msg`Proves that a key it has just written was stored.`,
  },
  'rest-v2': {
    name: msg`API v2.1`,
    does: msg`GLPI 11, over HTTP, with an OAuth client and an account.`,
    proves: msg`Proves nothing by itself: GLPI says “accepted”, and shows no more.`,
  },
  console: {
    name: msg`Console`,
    does: msg`GLPI’s own commands on its own machine: here, over ssh, or in a container.`,
    proves: msg`Proves by decrypting what is stored, and sees the machine itself: its clock, its folders, its encryption file.`,
  },
  database: {
    name: msg`Database`,
    does: msg`MariaDB or MySQL, and a copy of GLPI’s encryption file.`,
    proves: msg`Proves by decrypting what is stored, and tells why GLPI could not.`,
  },
}
