import { encodingOf, MAX_PASTE_CHARACTERS } from '#domain/text-encoding.ts'
import { COMPLAINT_WORDS } from './complaint-words.ts'
import { Complaint } from './complaint.ts'
import { EXIT } from './exit.ts'
import { shownPath } from './key-shaped.ts'
import type { World } from './world.ts'

/**
 * The text that holds the key: `--key-file`, else `LATCHKEY_KEY`, else stdin. Never an argument: those are seen by
 * everyone on the machine and stay in the shell's history.
 */
export async function readKeyText(world: World, keyFile: string | undefined): Promise<string> {
  const text =
    keyFile === undefined ? (world.env['LATCHKEY_KEY'] ?? (await fromStdin(world))) : await readFileText(world, keyFile)
  if (text.length <= MAX_PASTE_CHARACTERS) return text
  const { fileKindOf } = await import('#domain/key.ts')
  // a picture or a document is named, whatever its size
  if (fileKindOf(text) !== null) return text.slice(0, MAX_PASTE_CHARACTERS)
  throw textTooLong()
}

const textTooLong = () => new Complaint('text-too-long', (say) => say(COMPLAINT_WORDS.textTooLong), EXIT.notAKey)

async function fromStdin(world: World): Promise<string> {
  if (world.stdinIsTerminal) world.printMessage(world.say(COMPLAINT_WORDS.pasteKey))
  try {
    return await world.readStdin()
  } catch (error) {
    throw isWithoutEnd(error) ? textTooLong() : error
  }
}

/** A device, or a pipe that somebody keeps filling. */
const isWithoutEnd = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EFBIG'

/** @throws Complaint */
export async function readFileText(world: World, path: string): Promise<string> {
  try {
    const bytes = await world.readFile(path)
    return new TextDecoder(encodingOf(bytes)).decode(bytes)
  } catch (error) {
    if (isWithoutEnd(error)) throw textTooLong()
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    throw new Complaint('file-unreadable', (say) =>
      say(COMPLAINT_WORDS.fileUnreadable, { path: shownPath(path), reason }),
    )
  }
}
