import { CARE_WORDS } from './care-words.ts'
import { Complaint } from './complaint.ts'
import { readFileText } from './key-input.ts'
import type { World } from './world.ts'

/**
 * The passphrase of a backup: `--passphrase-file`, else `LATCHKEY_BACKUP_PASSPHRASE`, else typed at the terminal, else the first line
 * of stdin. Never an argument, as a key.
 * @param isNew asks twice at the terminal: nobody could open a backup with a slip in it.
 */
export async function readPassphrase(world: World, file: string | undefined, isNew: boolean): Promise<string> {
  if (file !== undefined) return firstLine(await readFileText(world, file))
  const { LATCHKEY_BACKUP_PASSPHRASE: given } = world.env
  if (given) return given
  if (!world.stdinIsTerminal) return firstLine(await world.readStdin())
  const typed = await world.askSecret(world.say(CARE_WORDS.askPassphrase))
  if (isNew && (await world.askSecret(world.say(CARE_WORDS.askAgain))) !== typed)
    throw new Complaint('usage-invalid', (say) => say(CARE_WORDS.notTheSame))
  return typed
}

const firstLine = (text: string): string => text.split(/\r?\n/, 1)[0] ?? ''
