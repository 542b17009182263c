import { CAUSES, type Cause, type CauseCode } from '#domain/causes.ts'

/** The words of a cause; its severity is one of the page's tones. */
export const causeOf = (code: CauseCode): Cause => CAUSES[code]
