import { carriedDamages, letters } from '../domain/key-text/testing/damages.ts'
import { LONG_KEY } from '../domain/key-text/testing/sample-keys.ts'

const BYTES = 4096

/** 4 KB as a mail brings them: greetings, a key that was damaged on its way, and what mail programs add. */
export const dirtyKeyText = (): string =>
  letters.french(carriedDamages['html entities for ='](LONG_KEY)).padStart(BYTES, 'Bonjour, \u00a0tout le monde. ')
