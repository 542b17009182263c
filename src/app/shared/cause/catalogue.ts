import { causeWordsOf, type Peer } from '#domain/cause-words.ts'
import type { Cause, CauseCode } from '#domain/causes.ts'

/** The words of a cause; its severity is one of the page's tones. */
export const causeOf = (code: CauseCode, peer: Peer = 'glpi-network', errorCode?: string | null): Cause =>
  causeWordsOf(code, peer, errorCode)
