import { fingerprintOf, inspectKey } from '#domain/key.ts'
import { causeOfUnsent } from '#domain/unsent-text.ts'
import { CLI_WORDS } from './cli-words.ts'
import { COMPLAINT_WORDS } from './complaint-words.ts'
import { Complaint } from './complaint.ts'
import type { Say } from './language.ts'
import { EXIT } from './exit.ts'
import { editsInWords, findingInWords } from './words.ts'
import type { World } from './world.ts'

export type WantedKey = { key: string; fingerprint: string }

/**
 * The key in a text, cleaned as `check` cleans it.
 * @param source where the text came from, for the messages.
 * @param isAskedFirst GLPI Network is asked before anything is written, and it decides about what is no key for sure: a repair that
 * had to guess, or a text of another shape.
 * @throws Complaint with exit code 6 if there is none.
 */
export function wantedKey(world: World, text: string, source: string, isAskedFirst: boolean): WantedKey {
  // a line break at the end of a file or of `echo` is not damage, and not worth a line in every log
  const inspection = inspectKey(text.replace(/\r?\n$/, ''))
  const { key, edits, finding } = inspection
  const isSure = finding === 'clean' || finding === 'repaired'
  if (key === null || !(isSure || isAskedFirst)) {
    const words = inspection.several.length > 0 ? COMPLAINT_WORDS.severalKeys : COMPLAINT_WORDS.noWholeKey
    const found = findingInWords(world.say, inspection)
    const sentence = (say: Say) =>
      say(words, { source, finding: found, remedy: key === null ? '' : say(COMPLAINT_WORDS.checkFirst) })
    throw new Complaint(key === null ? causeOfUnsent(inspection) : 'key-damaged', sentence, EXIT.notAKey)
  }
  if (edits.length > 0)
    world.printMessage(world.say(CLI_WORDS.cleanedSource, { source, edits: editsInWords(world.say, inspection) }))
  return { key, fingerprint: fingerprintOf(key) }
}
