import { encodingOf } from '#domain/text-encoding.ts'
import { Complaint } from '../complaint.ts'
import type { World } from '../world.ts'
import { parseFleet, type ParsedFleet } from './parse-fleet.ts'

/** `--file`, else LATCHKEY_FLEET; undefined where neither names one. */
export const fleetFileOf = (world: World, file: string | undefined): string | undefined =>
  file ?? (world.env['LATCHKEY_FLEET'] || undefined)

/** @throws Complaint with a line for each place that is wrong. */
export async function readFleet(world: World, path: string): Promise<ParsedFleet> {
  const bytes = await world.readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new Complaint('file-unreadable', `The file ${path} cannot be read (${error.code ?? 'unknown'}).`)
  })
  const fleet = parseFleet(new TextDecoder(encodingOf(bytes)).decode(bytes))
  if (!Array.isArray(fleet)) return fleet
  const places = fleet.map(({ line, column, words }) => `${path}:${line}:${column}: ${words}`)
  throw new Complaint('setting-invalid', places.join('\n'))
}
