import { inspectKey } from '#domain/key.ts'
import { CLI_WORDS } from '../cli-words.ts'
import { readKeyText } from '../key-input.ts'
import { editsInWords } from '../words.ts'
import type { World } from '../world.ts'

/**
 * The cleaned key; the text as it came where nothing in it could be a key, for the diagnosis to judge; null where nobody
 * gave one, as in a terminal or with an empty stdin.
 */
export async function readKeyToDiagnose(world: World, keyFile: string | undefined): Promise<string | null> {
  const fromEnvironment = world.env['LATCHKEY_KEY'] ?? ''
  if (keyFile === undefined && fromEnvironment === '' && world.stdinIsTerminal) return null
  const text = await readKeyText(world, keyFile)
  if (keyFile === undefined && text.trim() === '') return null
  const inspection = inspectKey(text)
  if (inspection.key === null) return text
  if (inspection.edits.length > 0) world.printMessage(world.say(CLI_WORDS.cleaned, { edits: editsInWords(inspection) }))
  return inspection.key
}
