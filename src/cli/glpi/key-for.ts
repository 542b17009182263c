import { CLI_WORDS } from '../cli-words.ts'
import { Complaint } from '../complaint.ts'
import { readKeyText } from '../key-input.ts'
import { wantedKey, type WantedKey } from '../wanted-key.ts'
import type { World } from '../world.ts'
import type { GlpiTarget } from './target.ts'

/**
 * The key to write: `--key-file`, else LATCHKEY_KEY, else stdin, else where the fleet file says it is. A terminal is asked only where
 * that says nothing. @throws Complaint
 */
export async function keyFor(
  world: World,
  { keyText }: GlpiTarget,
  { keyFile, isAskedFirst }: { keyFile: string | undefined; isAskedFirst: boolean },
): Promise<WantedKey> {
  const isNamed = keyFile !== undefined || Boolean(world.env['LATCHKEY_KEY'])
  if (isNamed || keyText === null)
    return wantedKey(world, await readKeyText(world, keyFile), keyFile ?? world.say(CLI_WORDS.theText), isAskedFirst)
  const typed = world.stdinIsTerminal ? '' : await readKeyText(world, undefined)
  if (typed.trim() !== '') return wantedKey(world, typed, world.say(CLI_WORDS.theText), isAskedFirst)
  return wantedKey(world, await keyText.read(), keyText.source, isAskedFirst)
}

/** The key that should be there, if the settings name one. An unreadable or invalid key is reported, and counts as none. */
export async function referencedKey(world: World, { keyText }: GlpiTarget): Promise<WantedKey | null> {
  if (keyText === null) return null
  try {
    return wantedKey(world, await keyText.read(), keyText.source, true)
  } catch (error) {
    if (!(error instanceof Complaint)) throw error
    world.printMessage(`latchkey: ${error.sentence(world.say)}`)
    return null
  }
}
