import { encodingOf } from '#domain/text-encoding.ts'
import { COMPLAINT_WORDS } from '../complaint-words.ts'
import { Complaint } from '../complaint.ts'
import type { Say } from '../language.ts'
import type { World } from '../world.ts'
import { faultInWords } from './fault-words.ts'
import { parseFleet, type ParsedFleet } from './parse-fleet.ts'

/** `--file`, else LATCHKEY_FLEET; undefined where neither names one. */
export const fleetFileOf = (world: World, file: string | undefined): string | undefined =>
  file ?? (world.env['LATCHKEY_FLEET'] || undefined)

/** @throws Complaint with a line for each place that is wrong. */
export async function readFleet(world: World, path: string): Promise<ParsedFleet> {
  const bytes = await world.readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new Complaint('file-unreadable', (say) =>
      say(COMPLAINT_WORDS.fileUnreadable, { path, reason: error.code ?? 'unknown' }),
    )
  })
  const fleet = parseFleet(new TextDecoder(encodingOf(bytes)).decode(bytes))
  if (!Array.isArray(fleet)) return fleet
  const placesIn = (say: Say) =>
    fleet.map(({ line, column, words }) => `${path}:${line}:${column}: ${faultInWords(say, words)}`)
  throw new Complaint('setting-invalid', (say) => placesIn(say).join('\n'))
}
